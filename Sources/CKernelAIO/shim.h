// SPDX-License-Identifier: Apache-2.0
// Linux kernel AIO (io_setup(2) and its relatives), for which the C library has no functions. Each returns a negative
// errno on failure.
#include <errno.h>
#include <linux/aio_abi.h>
#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// Behind _GNU_SOURCE in <poll.h>; the same on all machines but SPARC.
static const uint16_t kernel_aio_rdhup = 0x2000;

static inline long kernel_aio_setup(unsigned capacity, aio_context_t *context) {
    return syscall(SYS_io_setup, capacity, context) < 0 ? -errno : 0;
}

// Cancels what is under way, and waits until it has ended.
static inline void kernel_aio_destroy(aio_context_t context) {
    syscall(SYS_io_destroy, context);
}

// A poll that reports once, under `data`, and counts in the eventfd `signalled`.
static inline void kernel_aio_prepare_poll(struct iocb *poll, uint64_t data, int descriptor, uint16_t events,
                                           int signalled) {
    *poll = (struct iocb){
        .aio_data = data,
        .aio_lio_opcode = IOCB_CMD_POLL,
        .aio_fildes = (uint32_t)descriptor,
        .aio_buf = events,
        .aio_flags = IOCB_FLAG_RESFD,
        .aio_resfd = (uint32_t)signalled,
    };
}

// Returns how many of the polls were begun, from the first on; an error is that of the first.
static inline long kernel_aio_submit(aio_context_t context, long count, struct iocb **polls) {
    long begun = syscall(SYS_io_submit, context, count, polls);
    return begun < 0 ? -errno : begun;
}

// Lets go of the socket of a poll that is under way, soon after this returns. It completes all the same.
static inline void kernel_aio_cancel(aio_context_t context, struct iocb *poll) {
    struct io_event unused;
    syscall(SYS_io_cancel, context, poll, &unused);
}

// What a context is the address of: the ring of completions, which the kernel shares. It has been so since Linux 2.6
// and QEMU and libaio read it too.
struct kernel_aio_ring {
    unsigned id, count, head, tail, magic, compatible_features, incompatible_features, header_length;
    struct io_event events[];
};

// Takes up to `limit` completions, which is no system call where the ring is as we know it. For one thread at a time.
static inline long kernel_aio_take(aio_context_t context, long limit, struct io_event *events) {
    struct kernel_aio_ring *ring = (struct kernel_aio_ring *)context;
    if (ring->magic != 0xa10a10a1 || ring->incompatible_features != 0 || ring->header_length != sizeof(*ring)) {
        struct timespec now = {0, 0};
        long taken = syscall(SYS_io_getevents, context, 0L, limit, events, &now);
        return taken < 0 ? -errno : taken;
    }
    unsigned head = __atomic_load_n(&ring->head, __ATOMIC_RELAXED);
    // Acquire: the events before the tail are read after it. Release: the kernel reuses them after we have read them.
    unsigned tail = __atomic_load_n(&ring->tail, __ATOMIC_ACQUIRE);
    long taken = 0;
    while (head != tail && taken < limit) {
        events[taken++] = ring->events[head];
        head = (head + 1) % ring->count;
    }
    __atomic_store_n(&ring->head, head, __ATOMIC_RELEASE);
    return taken;
}
