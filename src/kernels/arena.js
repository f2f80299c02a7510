"use strict";
// A bump arena over linear memory. No garbage collector, no frees: the host takes a mark, allocates, calls kernels, and
// releases back to the mark. A kernel that needs memory for itself does the same.
Object.defineProperty(exports, "__esModule", { value: true });
exports.SLACK = void 0;
exports.mark = mark;
exports.release = release;
exports.alloc = alloc;
exports.inside = inside;
/**
 * Bytes after every block that belong to nobody: SIMD loads and stores may run past a block's end by as much, without
 * touching a neighbour.
 */
exports.SLACK = 128;
let top = 0;
/** Where the next block will lie, a multiple of 16. */
function mark() {
    if (top === 0)
        top = (__heap_base + 15) & ~15;
    return top;
}
/** Frees every block allocated since `mark` gave this. */
function release(to) {
    top = to;
}
/**
 * Uninitialised bytes, aligned to 16, with SLACK after them; memory grows where it has to, which detaches the host's
 * views. Where it cannot, the host's `exhausted` throws, and nothing is allocated.
 */
function alloc(size) {
    const at = mark();
    // In 64 bits, which no 32-bit address overflows.
    const end = at + size + exports.SLACK;
    const have = memory.size() << 16;
    if (end > have && (end > 0xffff0000 || memory.grow(((end - have + 0xffff) >> 16)) < 0)) {
        exhausted(size);
        unreachable();
    }
    top = (end + 15) & ~15;
    return at;
}
/** Whether bytes lie in what is allocated, slack included: for `assert`, which a release leaves out. */
function inside(at, bytes) {
    return at >= __heap_base && at + bytes >= at && at + bytes <= top;
}
