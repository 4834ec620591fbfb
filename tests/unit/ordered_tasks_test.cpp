#include "kimitok/ordered_tasks.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <latch>
#include <new>
#include <set>
#include <vector>

namespace kimitok {
namespace {

struct Numbered : OrderedTasks::Task {
  Numbered(int of, std::function<void(unsigned)> what) : number(of), work(std::move(what)) {}
  void run(unsigned thread) override { work(thread); }
  int number;
  std::function<void(unsigned)> work;
};

std::unique_ptr<Numbered> task(int number, std::function<void(unsigned)> work) {
  return std::make_unique<Numbered>(number, std::move(work));
}

int number_of(const std::unique_ptr<OrderedTasks::Task>& done) {
  REQUIRE(done != nullptr);
  return static_cast<const Numbered&>(*done).number;
}

TEST_CASE("ordered tasks: come back in order, each having run once") {
  for (const unsigned threads : {0u, 1u, 2u, 8u}) {
    CAPTURE(threads);
    OrderedTasks tasks(threads);
    std::vector<std::atomic<int>> runs(1000);
    for (int i = 0; i < 1000; ++i) tasks.add(task(i, [&runs, i](unsigned) { ++runs[i]; }));
    for (int i = 0; i < 1000; ++i) {
      CHECK(number_of(tasks.take()) == i);
      CHECK(runs[static_cast<std::size_t>(i)] == 1);
    }
    CHECK(tasks.size() == 0);
    CHECK(tasks.take() == nullptr);
    CHECK(tasks.take_if_done() == nullptr);
  }
}

TEST_CASE("ordered tasks: one thread is the caller's, and runs nothing before it is asked") {
  OrderedTasks tasks(1);
  int runs = 0;
  for (int i = 0; i < 3; ++i) tasks.add(task(i, [&runs](unsigned) { ++runs; }));
  CHECK(tasks.take_if_done() == nullptr);
  CHECK(runs == 0);
  CHECK(number_of(tasks.take()) == 0);
  CHECK(runs == 1);
  CHECK(tasks.size() == 2);
}

TEST_CASE("ordered tasks: as many run at a time as there are threads, with numbers of their own") {
  constexpr unsigned kThreads = 4;
  OrderedTasks tasks(kThreads);
  std::latch all(kThreads);
  std::atomic<unsigned> numbers = 0;
  // None ends before all have begun.
  for (unsigned i = 0; i < kThreads; ++i) {
    tasks.add(task(static_cast<int>(i), [&](unsigned thread) {
      numbers |= 1u << thread;
      all.arrive_and_wait();
    }));
  }
  for (unsigned i = 0; i < kThreads; ++i) CHECK(number_of(tasks.take()) == static_cast<int>(i));
  CHECK(numbers == 0b1111u);
}

TEST_CASE("ordered tasks: what a task throws comes when it is taken, and the others go on") {
  for (const unsigned threads : {1u, 3u}) {
    CAPTURE(threads);
    OrderedTasks tasks(threads);
    for (int i = 0; i < 6; ++i) {
      tasks.add(task(i, [i](unsigned) {
        if (i == 2) throw std::bad_alloc();
      }));
    }
    CHECK(number_of(tasks.take()) == 0);
    CHECK(number_of(tasks.take()) == 1);
    CHECK_THROWS_AS(tasks.take(), std::bad_alloc);
    for (int i = 3; i < 6; ++i) CHECK(number_of(tasks.take()) == i);
  }
}

TEST_CASE("ordered tasks: those that are dropped do not run, and others can follow") {
  for (const unsigned threads : {1u, 3u}) {
    CAPTURE(threads);
    OrderedTasks tasks(threads);
    std::atomic<int> running = 0;
    for (int i = 0; i < 100; ++i) {
      tasks.add(task(i, [&running](unsigned) {
        ++running;
        --running;
      }));
    }
    tasks.drop();
    CHECK(running == 0);
    CHECK(tasks.size() == 0);
    CHECK(tasks.take() == nullptr);
    tasks.add(task(7, [](unsigned) {}));
    CHECK(number_of(tasks.take()) == 7);
  }
}

TEST_CASE("ordered tasks: it may be destroyed with tasks in it, and move") {
  std::atomic<int> runs = 0;
  {
    OrderedTasks first(3);
    for (int i = 0; i < 50; ++i) first.add(task(i, [&runs](unsigned) { ++runs; }));
    OrderedTasks second = std::move(first);
    CHECK(number_of(second.take()) == 0);
  }
  CHECK(runs >= 1);
}

}  // namespace
}  // namespace kimitok
