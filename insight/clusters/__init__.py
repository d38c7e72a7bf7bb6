"""WHAT BELONGS TOGETHER: needs about the same thing, by TF-IDF, word vectors and k-means."""

from insight.clusters.charts import check_maalform, draw_k_curve, draw_need_map
from insight.clusters.choose_k import Choice
from insight.clusters.cluster import choose_themes, cluster_behov
from insight.clusters.embed import sentence_embedder
from insight.clusters.explain import explain_behov
from insight.clusters.layout import lay_out_themes

__all__ = [
    "Choice",
    "check_maalform",
    "choose_themes",
    "cluster_behov",
    "draw_k_curve",
    "draw_need_map",
    "explain_behov",
    "lay_out_themes",
    "sentence_embedder",
]
