// Defines the functions of the fmt headers that some LibTorch has beside its own. The compiler finds these headers before
// those of the system, whose library has other versions of the functions; LibTorch's libraries have none.
#include <fmt/format-inl.h>
