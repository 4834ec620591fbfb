// Makes the image of the vocabulary that a command used, once all its output is out.
#ifndef KIMITOK_APP_IMAGE_AT_END_HPP_
#define KIMITOK_APP_IMAGE_AT_END_HPP_

#include <memory>

#include "kimitok/load.hpp"
#include "messages.hpp"

namespace kimitok::app {

// Remembers what make_image_now() will need, for the whole program.
void make_image_at_end(const Tokenizer& tokenizer, std::shared_ptr<const ImageOrder> order,
                       const Messages& messages);

// Makes what was asked for, if it is due. Standard output leads nowhere from here on, so that
// whoever reads it is not kept waiting for its end. An image is a convenience: that it cannot be
// made is only a detail, and nothing is thrown.
void make_image_now() noexcept;

}  // namespace kimitok::app

#endif  // KIMITOK_APP_IMAGE_AT_END_HPP_
