// Standard input, output and error as file descriptors 0, 1 and 2.
#ifndef KIMITOK_APP_STANDARD_STREAMS_HPP_
#define KIMITOK_APP_STANDARD_STREAMS_HPP_

namespace kimitok::app {

// A stream the parent closed would lend its number to the next file opened, which then receives
// what is meant for the stream. Takes those numbers with descriptors that fail to read or write as
// closed ones do. To be called before any file is opened.
void occupy_closed_streams() noexcept;

}  // namespace kimitok::app

#endif  // KIMITOK_APP_STANDARD_STREAMS_HPP_
