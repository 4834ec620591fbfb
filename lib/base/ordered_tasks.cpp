#include "kimitok/ordered_tasks.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace kimitok {

struct OrderedTasks::State {
  struct Entry {
    std::unique_ptr<Task> task;
    std::exception_ptr thrown;
    bool done = false;
  };
  using Lock = std::unique_lock<std::mutex>;

  explicit State(unsigned most) : limit(std::max(1u, most)) {}
  ~State();

  std::size_t waiting() const { return entries.size() - begun; }
  void start_thread_if_useful();
  void work(unsigned thread);
  void run_next(Lock& lock, unsigned thread);
  std::unique_ptr<Task> take_oldest(Lock& lock);
  void drop(Lock& lock);

  const unsigned limit;
  std::mutex mutex;  // guards all below but `threads`, which is the caller's
  std::condition_variable added, finished;
  std::deque<Entry> entries;  // oldest first; what is in it does not move
  std::size_t begun = 0;      // of the entries: the first ones
  std::size_t idle = 0;       // threads that sleep
  bool stopping = false;
  std::vector<std::thread> threads;
};

OrderedTasks::State::~State() {
  {
    Lock lock(mutex);
    drop(lock);
    stopping = true;
  }
  added.notify_all();
  for (std::thread& thread : threads) thread.join();
}

// One task is left for the caller, who has nothing else to do once it asks for the result.
void OrderedTasks::State::start_thread_if_useful() {
  {
    const Lock lock(mutex);
    if (idle > 0 || waiting() < 2) return;
  }
  const auto number = static_cast<unsigned>(threads.size() + 1);
  if (number >= limit) return;
  try {
    threads.emplace_back([this, number] { work(number); });
  } catch (const std::system_error&) {
    // The threads there are do it all.
  }
}

void OrderedTasks::State::work(unsigned thread) {
  Lock lock(mutex);
  while (true) {
    ++idle;
    added.wait(lock, [this] { return stopping || waiting() > 0; });
    --idle;
    if (stopping) return;
    run_next(lock, thread);
  }
}

void OrderedTasks::State::run_next(Lock& lock, unsigned thread) {
  Entry& entry = entries[begun++];
  lock.unlock();
  std::exception_ptr thrown;
  try {
    entry.task->run(thread);
  } catch (...) {
    thrown = std::current_exception();
  }
  lock.lock();
  entry.thrown = std::move(thrown);
  entry.done = true;
  finished.notify_one();
}

std::unique_ptr<OrderedTasks::Task> OrderedTasks::State::take_oldest(Lock& lock) {
  Entry oldest = std::move(entries.front());
  entries.pop_front();
  --begun;
  lock.unlock();
  if (oldest.thrown) std::rethrow_exception(oldest.thrown);
  return std::move(oldest.task);
}

void OrderedTasks::State::drop(Lock& lock) {
  entries.resize(begun);
  finished.wait(lock, [this] { return std::ranges::all_of(entries, &Entry::done); });
  entries.clear();
  begun = 0;
}

OrderedTasks::OrderedTasks(unsigned threads) : state_(std::make_unique<State>(threads)) {}
OrderedTasks::OrderedTasks(OrderedTasks&&) noexcept = default;
OrderedTasks& OrderedTasks::operator=(OrderedTasks&&) noexcept = default;
OrderedTasks::~OrderedTasks() = default;

unsigned OrderedTasks::threads() const noexcept { return state_->limit; }

std::size_t OrderedTasks::size() const {
  const State::Lock lock(state_->mutex);
  return state_->entries.size();
}

void OrderedTasks::add(std::unique_ptr<Task> task) {
  {
    const State::Lock lock(state_->mutex);
    state_->entries.push_back({std::move(task), nullptr});
  }
  state_->added.notify_one();
  state_->start_thread_if_useful();
}

std::unique_ptr<OrderedTasks::Task> OrderedTasks::take() {
  State::Lock lock(state_->mutex);
  if (state_->entries.empty()) return nullptr;
  while (!state_->entries.front().done) {
    if (state_->waiting() > 0) {
      state_->run_next(lock, 0);
    } else {
      state_->finished.wait(lock);
    }
  }
  return state_->take_oldest(lock);
}

std::unique_ptr<OrderedTasks::Task> OrderedTasks::take_if_done() {
  State::Lock lock(state_->mutex);
  if (state_->entries.empty() || !state_->entries.front().done) return nullptr;
  return state_->take_oldest(lock);
}

void OrderedTasks::drop() {
  State::Lock lock(state_->mutex);
  state_->drop(lock);
}

}  // namespace kimitok
