"""Made-up exports: writing one, reading it, and looking at what came of it."""

import csv
import io

from insight.innspill import read_delivery


def write_csv(path, *rows, delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def read(tmp_path, *rows, delimiter=",", **settings):
    return read_delivery(write_csv(tmp_path / "svar.csv", *rows, delimiter=delimiter), **settings)


def told(delivery, column):
    return [part for part in delivery.files.loc[0, column].split(" | ") if part]


def texts(delivery, question):
    innspill = delivery.innspill
    return innspill[(innspill["question"] == question) & (innspill["text"] != "")]["text"].tolist()


def aside(delivery):
    innspill = delivery.innspill
    return dict(zip(innspill["row"], innspill["set_aside"], strict=True))


def assert_nothing_leaks(delivery, *values):
    everything = delivery.innspill.to_csv() + delivery.files.to_csv()
    assert [value for value in values if value in everything] == []
