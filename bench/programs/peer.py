"""What Python's peers have in common: a pool of processes, asked line by line (see bench/subjects/program.ts)."""

import json
import multiprocessing
import os
import sys
import time


class Peer:
    """A peer is `work(task, data, item, setting)`, bytes in and a list of outputs out, and its library's version."""

    def __init__(self, name, version, work):
        self.name = name
        self.version = version
        self.work = work
        self.task = None
        self.workers = 1
        self.pool = None

    def start(self, request):
        self.task = request["task"]
        self.workers = request["workers"]
        item = request["input"]
        with open(item["path"], "rb") as file:
            inputs[:] = [(file.read(), item)]
        self.fork()
        self.pool.map(one, [(0, None)])
        return {"version": self.version}

    def load(self, request):
        inputs.clear()
        for item in request["inputs"]:
            with open(item["path"], "rb") as file:
                inputs.append((file.read(), item))
        self.fork()
        return {}

    def fork(self):
        """The inputs are in memory before the processes start, so none of their bytes has to be sent to them."""
        if self.pool:
            self.pool.terminate()
        current[:] = [self]
        self.pool = multiprocessing.get_context("fork").Pool(self.workers)

    def round(self, request):
        indices = list(range(len(inputs))) * request["repeats"]
        calls = [(index, request["setting"]) for index in indices]
        began = time.perf_counter()
        outputs = list(self.pool.imap_unordered(one, calls))
        ms = (time.perf_counter() - began) * 1000
        if len(outputs) != len(calls):
            raise RuntimeError("an output is missing")
        return {"ms": ms}

    def write(self, request):
        outputs = self.pool.map(one, [(index, request["setting"]) for index in range(len(inputs))])
        for index, output in enumerate(output for of_input in outputs for output in of_input):
            with open(os.path.join(request["folder"], str(index)), "wb") as file:
                file.write(output)
        return {}

    def serve(self):
        for line in sys.stdin:
            request = json.loads(line)
            try:
                answer = getattr(self, request["do"])(request)
            except Exception as error:
                answer = {"error": f"{self.name}: {error}"}
            tell(answer)
        if self.pool:
            self.pool.terminate()


inputs = []
current = []


def one(call):
    index, setting = call
    data, item = inputs[index]
    peer = current[0]
    return peer.work(peer.task, data, item, setting)


def tell(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def missing(why):
    """Answers whatever is asked with what is not installed."""
    for _ in sys.stdin:
        tell({"missing": why})
