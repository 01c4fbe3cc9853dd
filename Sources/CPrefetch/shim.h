/// Asks the processor to bring the memory at an address into its caches. Nothing waits for it, and
/// the address may be any.
static inline void prefetch_memory(const void *address) { __builtin_prefetch(address); }
