"""The version of the package, said in one place."""

VERSION = "0.6.0"
