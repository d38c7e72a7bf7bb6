"""What all tests share: how long they search, and the demo, run once for those that only look at it."""

import socket
import traceback

import pytest
from hypothesis import settings

import insight

settings.register_profile("fast", max_examples=30)


def pytest_configure(config):
    """The fast tests search shorter for a counterexample than all the tests do."""
    if config.option.markexpr == "not slow":
        settings.load_profile("fast")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """The project of the demo, in a folder with letters that not every system expects. Only to be read."""
    return insight.make_demo(tmp_path_factory.mktemp("Ås kommune") / "høring")


@pytest.fixture(scope="session")
def demo_calls():
    """Where the run of the demo tried to reach a network."""
    return []


@pytest.fixture(scope="session")
def demo(demo_folder, demo_calls):
    """A finished run of the demo. Only to be read."""

    def refuse(*_, **__):
        demo_calls.append("".join(traceback.format_stack(limit=5)))
        raise OSError("there is no network here")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket.socket, "__init__", refuse)
        patched.setattr(socket, "getaddrinfo", refuse)
        return insight.run(demo_folder)
