#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "numeric/error.hpp"
#include "numeric/view.hpp"

/// The border between C++ and JavaScript: arrays come as addresses in WebAssembly memory, errors
/// leave as JavaScript errors.
namespace lemmata::border {

/// An address in WebAssembly memory, a plain number in JavaScript.
using Address = std::uintptr_t;

template <class T> std::span<const T> input(Address address, std::size_t size) {
  return {reinterpret_cast<const T *>(address), size};
}
template <class T> std::span<T> output(Address address, std::size_t size) {
  return {reinterpret_cast<T *>(address), size};
}
template <class T>
MatrixView<const T> inputMatrix(Address address, std::size_t rows, std::size_t cols) {
  return {reinterpret_cast<const T *>(address), rows, cols};
}
template <class T> MatrixView<T> outputMatrix(Address address, std::size_t rows, std::size_t cols) {
  return {reinterpret_cast<T *>(address), rows, cols};
}

/// Hands the C++ exception that is being handled to JavaScript, which keeps it until `raise`.
void report();
/// Throws the reported error in JavaScript.
[[noreturn]] void raise();

template <auto Function> struct Guard;

/// The function with C++ exceptions turned into JavaScript errors. The C++ exception is gone before
/// the JavaScript one starts, so nothing is leaked.
template <class Result, class... Arguments, Result (*Function)(Arguments...)>
struct Guard<Function> {
  static Result call(Arguments... arguments) {
    try {
      return Function(arguments...);
    } catch (...) {
      // What it was is found out in one place: there are hundreds of guards.
      report();
    }
    raise();
  }
};

/// A function that JavaScript calls. Aligned as the compiler aligns arrays, so that between those
/// of two files there is no gap.
struct alignas(16) Export {
  /// "name(argument, …)": the names of the arguments are for the types, and for who reads them.
  const char *signature;
  /// Of whatever type; JavaScript calls it through the module's table.
  void (*function)();
  bool hasResult;
};

template <class Result, class... Arguments> constexpr bool hasResult(Result (*)(Arguments...)) {
  return !std::is_void_v<Result>;
}

} // namespace lemmata::border

/// The functions that a file exports, each by LEMMATA_EXPORT: a constant, which needs no code, in a
/// section of the data where the linker puts those of all files one behind the other.
#define LEMMATA_EXPORTS(name)                                                                      \
  [[gnu::used, gnu::section("lemmata_exports")]] const lemmata::border::Export name##Exports[]

#define LEMMATA_EXPORT(signature, ...)                                                             \
  lemmata::border::Export {                                                                        \
    signature, reinterpret_cast<void (*)()>(&lemmata::border::Guard<__VA_ARGS__>::call),           \
        lemmata::border::hasResult(&lemmata::border::Guard<__VA_ARGS__>::call)                     \
  }

/// A function template for float64 and for float32, named alike.
#define LEMMATA_PAIR(name, arguments, body)                                                        \
  LEMMATA_EXPORT(name "64" arguments, body<double>),                                               \
      LEMMATA_EXPORT(name "32" arguments, body<float>)
