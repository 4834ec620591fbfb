"""Runs commands and says how long they took, from spawn to exit, and how much memory they had.

A process of its own because a child's peak memory is never below what its parent had when it was spawned: this one
is kept small. Each line of standard input is a JSON object {argv, stdin, stdout, stderr, environment, cpus}, of
which the streams are paths; each line of output is {seconds, status, peak_bytes}.
"""
import json
import os
import sys
import time


def run(request):
    os.sched_setaffinity(0, request["cpus"])
    actions = [(os.POSIX_SPAWN_OPEN, 0, request["stdin"], os.O_RDONLY, 0)]
    for stream, name in ((1, "stdout"), (2, "stderr")):
        actions.append((os.POSIX_SPAWN_OPEN, stream, request[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    begun = time.perf_counter()
    child = os.posix_spawn(request["argv"][0], request["argv"], request["environment"], file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "status": os.waitstatus_to_exitcode(status), "peak_bytes": usage.ru_maxrss * 1024}


def main():
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
