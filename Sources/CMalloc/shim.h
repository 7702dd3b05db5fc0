// SPDX-License-Identifier: Apache-2.0
// What glibc has beside the standard's malloc: Swift's own module of it leaves this header out.
#include <malloc.h>
