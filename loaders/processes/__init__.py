"""Files read in processes that may die, within limits of time and memory."""

from loaders.processes.pool import Upload, Workers, workers
