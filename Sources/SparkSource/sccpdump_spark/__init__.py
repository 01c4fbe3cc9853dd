"""A data source for Apache Spark 4 that reads captures with sccpdump.

`register(spark)` makes the format known to a session; `spark.read.format("sccpdump")` then reads
messages, calls, devices, findings or media streams. The manual's page Cluster.md has the options.
"""

import sys

from pyspark import cloudpickle
from pyspark.sql import SparkSession

from .source import SCCPDumpDataSource

__all__ = ["SCCPDumpDataSource", "register"]


def register(spark: SparkSession) -> None:
    """Makes the format "sccpdump" known to a session, and lets filters be pushed down to it.

    Executors get this package with the tasks: of all that is needed there, they have to have only
    the program.
    """
    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    spark.conf.set("spark.sql.python.filterPushdown.enabled", "true")
    spark.dataSource.register(SCCPDumpDataSource)
