// Runs tasks on several threads and gives them back in the order they came in.
#ifndef KIMITOK_ORDERED_TASKS_HPP_
#define KIMITOK_ORDERED_TASKS_HPP_

#include <cstddef>
#include <memory>

namespace kimitok {

// The caller is one of the threads: it works where it would wait. The others are started when there
// is more to do than those before can take up, live as long as this does, and sleep without work.
// For one caller at a time.
class OrderedTasks {
 public:
  class Task {
   public:
    virtual ~Task() = default;
    // `thread`: 0 for the caller, up to threads() - 1 for the others; no two tasks run with one
    // number at a time.
    virtual void run(unsigned thread) = 0;
  };

  // Works with up to `threads` threads, the caller among them, at least 1; with fewer where the
  // system does not give as many.
  explicit OrderedTasks(unsigned threads);
  OrderedTasks(OrderedTasks&&) noexcept;
  OrderedTasks& operator=(OrderedTasks&&) noexcept;
  // As drop().
  ~OrderedTasks();

  unsigned threads() const noexcept;

  // How many have been added and not been taken.
  std::size_t size() const;

  // With one thread nothing runs before take().
  void add(std::unique_ptr<Task> task);

  // The oldest task, which has run; works or waits until it has. nullptr: there is none. Throws
  // what its run() threw; the task is then gone.
  std::unique_ptr<Task> take();

  // The same, nullptr too if the oldest has not run yet.
  std::unique_ptr<Task> take_if_done();

  // Forgets all tasks. Those that have not begun never do; those that have are waited for.
  void drop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kimitok

#endif  // KIMITOK_ORDERED_TASKS_HPP_
