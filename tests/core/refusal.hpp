#pragma once

#include <doctest/doctest.h>

#include "numeric/error.hpp"

namespace lemmata::tests {

/// The code of the error that a call throws, which it must.
ErrorCode codeOf(auto &&call) {
  try {
    call();
  } catch (const Error &error) {
    return error.code();
  }
  FAIL("nothing was thrown");
  return ErrorCode::Aborted;
}

} // namespace lemmata::tests
