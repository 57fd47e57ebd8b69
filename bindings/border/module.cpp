#include <emscripten/em_js.h>
#include <emscripten/emscripten.h>
#include <emscripten/stack.h>

#include "border.hpp"

// The one imported hook: details are collected name by name, then the error is made by the function
// that bindings/api passed in as `lemmataError`, and thrown.
// clang-format off
EM_JS_DEPS(lemmata_border, "$UTF8ToString");

EM_JS(void, lemmata_detail_number, (const char *name, int length, double value), {
  (Module["details"] ||= {})[UTF8ToString(name, length)] = value;
});

EM_JS(void, lemmata_detail_text, (const char *name, int length, const char *text, int size), {
  (Module["details"] ||= {})[UTF8ToString(name, length)] = UTF8ToString(text, size);
});

EM_JS(void, lemmata_raise, (const char *code, int length, const char *message), {
  const details = Module["details"] || {};
  Module["details"] = undefined;
  throw Module["lemmataError"](UTF8ToString(code, length), UTF8ToString(message), details);
});
// clang-format on

// Of Emscripten's runtime, which declares it nowhere.
extern "C" void _emscripten_stack_restore(void *to);

// The ends of the section that LEMMATA_EXPORTS fills, by the linker.
extern "C" const lemmata::border::Export __start_lemmata_exports[], __stop_lemmata_exports[];

/// Where the list of what JavaScript may call begins and ends.
extern "C" EMSCRIPTEN_KEEPALIVE const lemmata::border::Export *lemmata_exports(bool end) {
  return end ? __stop_lemmata_exports : __start_lemmata_exports;
}

namespace lemmata::border {

namespace {

struct Reported {
  ErrorCode code;
  const char *message;
};
Reported reported;

} // namespace

void report() {
  try {
    throw;
  } catch (const Error &error) {
    reported = {error.code(), error.what()};
    for (const auto &[name, value] : error.details()) {
      const int length = static_cast<int>(name.size());
      if (const auto *number = std::get_if<double>(&value)) {
        lemmata_detail_number(name.data(), length, *number);
      } else {
        const auto text = std::get<std::string_view>(value);
        lemmata_detail_text(name.data(), length, text.data(), static_cast<int>(text.size()));
      }
    }
  } catch (...) {
    // What the core did not throw itself comes from the allocator.
    reported = {ErrorCode::OutOfMemory,
                "WebAssembly memory ran out; a module can use at most 2 GB"};
  }
}

void raise() {
  // A JavaScript error that leaves through WebAssembly frames does not unwind their stack; below
  // these there are none, for C++ calls no JavaScript that calls back.
  _emscripten_stack_restore(reinterpret_cast<void *>(emscripten_stack_get_base()));
  const std::string_view code = name(reported.code);
  lemmata_raise(code.data(), static_cast<int>(code.size()), reported.message);
  __builtin_unreachable();
}

} // namespace lemmata::border
