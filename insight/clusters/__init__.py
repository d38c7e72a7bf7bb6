"""WHAT BELONGS TOGETHER: needs about the same thing, by TF-IDF and k-means."""

from insight.clusters.cluster import cluster_behov

__all__ = ["cluster_behov"]
