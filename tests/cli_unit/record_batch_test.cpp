#include "record_batch.hpp"

#include <doctest/doctest.h>

#include <string>

namespace kimitok::app {
namespace {

// Writes down what it is told, and may be satisfied or fail.
struct Told : RecordSink {
  Result<void> begin(const RecordInfo& info) override {
    log += "begin " + std::to_string(info.index) + ' ' + std::to_string(info.line) + ' ' +
           std::string(info.kept) + '\n';
    return {};
  }
  Result<void> text(std::string_view bytes) override {
    log += "text " + std::string(bytes) + '\n';
    if (bytes == "bad") return fail(ErrorCode::invalid_utf8, "bad");
    return {};
  }
  Result<void> segment(std::string_view bytes, bool special) override {
    log += (special ? "special " : "ordinary ") + std::string(bytes) + '\n';
    return {};
  }
  Result<void> end() override {
    log += "end\n";
    return {};
  }
  bool satisfied() const override { return enough; }

  std::string log;
  bool enough = false;
};

std::string told(const RecordBatch& batch, std::size_t number, bool enough = false) {
  Told sink;
  sink.enough = enough;
  bool ending = false;
  const auto done = batch.tell(number, sink, ending);
  return sink.log + (done ? "" : "failed\n");
}

TEST_CASE("record batch: tells each record as it was told itself") {
  RecordBatch batch;
  batch.begin(3, {"source", 7, 2, "\"k\":1"});
  batch.text("a");
  batch.text("bc");
  batch.end();
  batch.begin(3, {"source", 8, 3, {}});
  batch.segment("d", true);
  batch.segment("", false);
  batch.end();
  batch.end_input(3);
  REQUIRE(batch.records().size() == 3);
  CHECK(batch.bytes() == 9);
  CHECK(told(batch, 0) == "begin 7 2 \"k\":1\ntext a\ntext bc\nend\n");
  CHECK(told(batch, 1) == "begin 8 3 \nspecial d\nordinary \nend\n");
  CHECK(batch.records()[2].ends_input);
}

TEST_CASE("record batch: asks where it was asked, and leaves out what is no longer wanted") {
  RecordBatch batch;
  batch.begin(0, {});
  batch.ask();
  batch.text("a");
  batch.ask();
  batch.text("b");
  batch.end();
  CHECK(told(batch, 0) == "begin 0 0 \ntext a\ntext b\nend\n");
  CHECK(told(batch, 0, true) == "begin 0 0 \nend\n");
}

TEST_CASE("record batch: a failure ends a record; one that was abandoned has no end") {
  RecordBatch batch;
  batch.begin(0, {});
  batch.text("bad");
  batch.text("more");
  batch.end();
  batch.begin(0, {});
  batch.text("a");
  CHECK(batch.has_open_record());
  batch.abandon();
  CHECK_FALSE(batch.has_open_record());
  CHECK(told(batch, 0) == "begin 0 0 \ntext bad\nfailed\n");
  CHECK(told(batch, 1) == "begin 0 0 \ntext a\n");
}

TEST_CASE("record batch: the open record can move behind others") {
  RecordBatch first, second;
  first.begin(1, {"", 1, 0, {}});
  first.text("a");
  first.end();
  first.begin(1, {"", 2, 0, "k"});
  first.text("b");
  CHECK(first.open_record_bytes() == 1);
  second.begin(0, {});
  second.text("c");
  second.end();
  first.move_open_record_to(second);
  CHECK_FALSE(first.has_open_record());
  CHECK(first.bytes() == 1);
  REQUIRE(second.records().size() == 2);
  CHECK(second.has_open_record());
  second.text("d");
  second.end();
  CHECK(told(first, 0) == "begin 1 0 \ntext a\nend\n");
  CHECK(told(second, 0) == "begin 0 0 \ntext c\nend\n");
  CHECK(told(second, 1) == "begin 2 0 k\ntext b\ntext d\nend\n");
  first.move_open_record_to(second);
  CHECK(second.records().size() == 2);
}

}  // namespace
}  // namespace kimitok::app
