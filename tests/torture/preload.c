/* Watches what a program does to one folder, and can make it go wrong.
 *
 * Loaded with LD_PRELOAD. Calls are caught with a seccomp filter that raises SIGSYS, not by
 * standing in for libc's functions, because Rust code also reaches the kernel without libc: a
 * rename that nobody saw would make every power cut after it a fiction. Our own calls carry a
 * number in the sixth argument, which none of the caught calls uses, and pass.
 *
 *   TORTURE_ROOT   the folder; what lies elsewhere is left alone
 *   TORTURE_LOG    gets one record for each change, in the order they were made
 *   TORTURE_FAULT  KIND:N, the Nth call of its kind goes wrong (see `faulty`)
 *
 * Files that end in -shm are left out: SQLite shares them between processes and never relies on
 * them after a crash. Linux on x86-64.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

#ifndef __x86_64__
#error "the watcher knows the registers of x86-64 only"
#endif

#define PASS 0x70726f6fUL

static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
static char fault[16];
static long fault_at;
static long counted;
static int fault_spent;

static long call(long number, long a, long b, long c, long d, long e) {
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = (long)PASS;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

/* ---- the log ---- */

struct record {
    char op;
    char pad[3];
    uint32_t first;  /* bytes of the first path */
    uint32_t second; /* bytes of the second path */
    uint32_t more;   /* bytes of data */
    uint64_t file;   /* inode */
    int64_t at;      /* offset or length */
};

static void note(char op, uint64_t file, int64_t at, const char *one, const char *two,
                 const void *data, size_t length) {
    struct record head = {.op = op, .file = file, .at = at};
    head.first = one ? strlen(one) : 0;
    head.second = two ? strlen(two) : 0;
    head.more = data ? length : 0;
    struct iovec parts[4] = {{&head, sizeof head},
                             {(void *)one, head.first},
                             {(void *)two, head.second},
                             {(void *)data, head.more}};
    if (log_fd >= 0) call(SYS_writev, log_fd, (long)parts, 4, 0, 0);
}

/* ---- where a call goes ---- */

static int inside(const char *path) {
    size_t length = strlen(path);
    if (strncmp(path, root, root_length) || (path[root_length] && path[root_length] != '/'))
        return 0;
    return length < 4 || strcmp(path + length - 4, "-shm");
}

static int path_of(int fd, char *path) {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return inside(path);
}

/* The absolute path of `given` as seen from the folder `from`. */
static int path_at(int from, const char *given, char *path) {
    size_t used = 0;
    if (given[0] != '/') {
        char link[40] = "/proc/self/cwd";
        if (from != AT_FDCWD) snprintf(link, sizeof link, "/proc/self/fd/%d", from);
        ssize_t length = readlink(link, path, PATH_MAX - 2);
        if (length <= 0) return 0;
        used = length;
        path[used++] = '/';
    }
    if (used + strlen(given) >= PATH_MAX) return 0;
    strcpy(path + used, given);
    return inside(path);
}

static uint64_t inode(int fd, int64_t *size) {
    struct stat found;
    if (fstat(fd, &found)) return 0;
    if (size) *size = found.st_size;
    return found.st_ino;
}

/* ---- what goes wrong ---- */

/* Whether this call of `kind` is the one, or one after it where that fault stays:
 *   full   the Nth write, and every later one and every new file: no space left
 *   io     the Nth write fails
 *   short  the Nth write writes half
 *   sync   the Nth sync fails, and what it should have kept is gone
 *   syncs  the Nth sync and every later one
 *   name   the Nth rename or removal fails */
static int faulty(const char *kind) {
    if (!fault[0]) return 0;
    int write = !strcmp(kind, "write"), sync = !strcmp(kind, "sync"), name = !strcmp(kind, "name");
    int stays = !strcmp(fault, "full") || !strcmp(fault, "syncs");
    int fits = (write && (!strcmp(fault, "full") || !strcmp(fault, "io") || !strcmp(fault, "short"))) ||
               (sync && !strncmp(fault, "sync", 4)) || (name && !strcmp(fault, "name"));
    if (!fits) return 0;
    long now = __atomic_add_fetch(&counted, 1, __ATOMIC_SEQ_CST);
    if (now < fault_at || (now > fault_at && !stays)) return 0;
    fault_spent = 1;
    note('F', 0, now, fault, NULL, NULL, 0);
    return 1;
}

/* ---- the calls ---- */

static long on_write(int fd, const char *bytes, size_t length, int64_t at, int placed) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) {
        long done = placed ? call(SYS_pwrite64, fd, (long)bytes, length, at, 0)
                           : call(SYS_write, fd, (long)bytes, length, 0, 0);
        if (fd == 1 && done > 0) note('A', 0, 0, NULL, NULL, bytes, done);
        return done;
    }
    if (faulty("write")) {
        int first = counted == fault_at;
        int half = (!strcmp(fault, "short") || (!strcmp(fault, "full") && first && fault_at % 2)) &&
                   length > 1;
        if (!half) return !strcmp(fault, "io") ? -EIO : !strcmp(fault, "full") ? -ENOSPC : -EINTR;
        length /= 2;
    }
    int64_t size = 0;
    uint64_t file = inode(fd, &size);
    if (!placed) at = fcntl(fd, F_GETFL) & O_APPEND ? size : lseek(fd, 0, SEEK_CUR);
    long done = placed ? call(SYS_pwrite64, fd, (long)bytes, length, at, 0)
                       : call(SYS_write, fd, (long)bytes, length, 0, 0);
    if (done > 0) note('W', file, at, NULL, NULL, bytes, done);
    return done;
}

static long on_writev(int fd, const struct iovec *parts, int count) {
    long all = 0;
    for (int part = 0; part < count; part++) {
        if (!parts[part].iov_len) continue;
        long done = on_write(fd, parts[part].iov_base, parts[part].iov_len, 0, 0);
        if (done < 0) return all ? all : done;
        all += done;
        if ((size_t)done < parts[part].iov_len) break;
    }
    return all;
}

static long on_sync(long number, int fd) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return call(number, fd, 0, 0, 0, 0);
    if (faulty("sync")) {
        note('X', inode(fd, NULL), 0, path, NULL, NULL, 0);
        return -EIO;
    }
    long done = call(number, fd, 0, 0, 0, 0);
    if (!done) note('S', inode(fd, NULL), 0, path, NULL, NULL, 0);
    return done;
}

static long on_truncate(int fd, int64_t length) {
    char path[PATH_MAX];
    int watched = path_of(fd, path);
    long done = call(SYS_ftruncate, fd, length, 0, 0, 0);
    if (watched && !done) note('T', inode(fd, NULL), length, NULL, NULL, NULL, 0);
    return done;
}

static long on_open(int from, const char *given, int flags, int mode) {
    char path[PATH_MAX];
    if (!(flags & (O_CREAT | O_TRUNC)) || !path_at(from, given, path))
        return call(SYS_openat, from, (long)given, flags, mode, 0);
    struct stat found;
    int fresh = fstatat(AT_FDCWD, path, &found, 0) != 0;
    if (fresh && !strcmp(fault, "full") && fault_spent) return -ENOSPC;
    long fd = call(SYS_openat, from, (long)given, flags, mode, 0);
    if (fd < 0) return fd;
    /* The name behind a link is the one that was made. */
    path_of(fd, path);
    if (fresh) note('C', inode(fd, NULL), 0, path, NULL, NULL, 0);
    else if (flags & O_TRUNC) note('T', inode(fd, NULL), 0, NULL, NULL, NULL, 0);
    return fd;
}

static long on_rename(int from, const char *old, int to, const char *new, int flags) {
    char one[PATH_MAX], two[PATH_MAX];
    int watched = path_at(from, old, one) & path_at(to, new, two);
    if (watched && faulty("name")) return -EIO;
    long done = call(SYS_renameat2, from, (long)old, to, (long)new, flags);
    if (watched && !done) note('R', 0, 0, one, two, NULL, 0);
    return done;
}

static long on_link(int from, const char *old, int to, const char *new, int flags) {
    char one[PATH_MAX], two[PATH_MAX];
    int watched = path_at(from, old, one) & path_at(to, new, two);
    long done = call(SYS_linkat, from, (long)old, to, (long)new, flags);
    if (watched && !done) note('L', 0, 0, one, two, NULL, 0);
    return done;
}

static long on_remove(int from, const char *given, int flags) {
    char path[PATH_MAX];
    int watched = path_at(from, given, path);
    if (watched && faulty("name")) return -EIO;
    long done = call(SYS_unlinkat, from, (long)given, flags, 0, 0);
    if (watched && !done) note('U', 0, 0, path, NULL, NULL, 0);
    return done;
}

static long on_folder(int from, const char *given, int mode) {
    char path[PATH_MAX];
    int watched = path_at(from, given, path);
    long done = call(SYS_mkdirat, from, (long)given, mode, 0, 0);
    if (watched && !done) note('D', 0, 0, path, NULL, NULL, 0);
    return done;
}

/* Calls whose bytes would not pass by here are refused where the watched folder is concerned, so
 * that the caller falls back to plain writes. */
static long on_copy(long number, int to, long a, long b, long c, long d, long e) {
    char path[PATH_MAX];
    if (path_of(to, path)) return number == SYS_fallocate ? -EOPNOTSUPP : -ENOSYS;
    return call(number, a, b, c, d, e);
}

static void caught(int signal, siginfo_t *info, void *context) {
    (void)signal;
    greg_t *r = ((ucontext_t *)context)->uc_mcontext.gregs;
    long a = r[REG_RDI], b = r[REG_RSI], c = r[REG_RDX], d = r[REG_R10], e = r[REG_R8];
    int kept = errno;
    long done;
    switch (info->si_syscall) {
    case SYS_write: done = on_write(a, (char *)b, c, 0, 0); break;
    case SYS_pwrite64: done = on_write(a, (char *)b, c, d, 1); break;
    case SYS_writev: done = on_writev(a, (struct iovec *)b, c); break;
    case SYS_fsync:
    case SYS_fdatasync: done = on_sync(info->si_syscall, a); break;
    case SYS_ftruncate: done = on_truncate(a, b); break;
    case SYS_open: done = on_open(AT_FDCWD, (char *)a, b, c); break;
    case SYS_creat: done = on_open(AT_FDCWD, (char *)a, O_CREAT | O_WRONLY | O_TRUNC, b); break;
    case SYS_openat: done = on_open(a, (char *)b, c, d); break;
    case SYS_rename: done = on_rename(AT_FDCWD, (char *)a, AT_FDCWD, (char *)b, 0); break;
    case SYS_renameat: done = on_rename(a, (char *)b, c, (char *)d, 0); break;
    case SYS_renameat2: done = on_rename(a, (char *)b, c, (char *)d, e); break;
    case SYS_link: done = on_link(AT_FDCWD, (char *)a, AT_FDCWD, (char *)b, 0); break;
    case SYS_linkat: done = on_link(a, (char *)b, c, (char *)d, e); break;
    case SYS_unlink: done = on_remove(AT_FDCWD, (char *)a, 0); break;
    case SYS_rmdir: done = on_remove(AT_FDCWD, (char *)a, AT_REMOVEDIR); break;
    case SYS_unlinkat: done = on_remove(a, (char *)b, c); break;
    case SYS_mkdir: done = on_folder(AT_FDCWD, (char *)a, b); break;
    case SYS_mkdirat: done = on_folder(a, (char *)b, c); break;
    case SYS_copy_file_range: done = on_copy(SYS_copy_file_range, c, a, b, c, d, e); break;
    case SYS_sendfile:
    case SYS_fallocate: done = on_copy(info->si_syscall, a, a, b, c, d, e); break;
    default: done = -ENOSYS;
    }
    errno = kept;
    r[REG_RAX] = done;
}


__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("TORTURE_ROOT"), *to = getenv("TORTURE_LOG");
    const char *wrong = getenv("TORTURE_FAULT");
    if (!folder) return;
    root_length = strlen(folder);
    if (root_length >= sizeof root) _exit(99);
    memcpy(root, folder, root_length);
    if (to) {
        /* High, so that it is never taken for one of the program's own. */
        int fd = open(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        log_fd = fcntl(fd, F_DUPFD_CLOEXEC, 900);
        if (log_fd < 0) _exit(99);
        close(fd);
    }
    if (wrong && sscanf(wrong, "%15[a-z]:%ld", fault, &fault_at) != 2) _exit(99);

    static const int calls[] = {
        SYS_write,  SYS_pwrite64, SYS_writev, SYS_fsync,    SYS_fdatasync, SYS_ftruncate, SYS_open,
        SYS_creat,  SYS_openat,   SYS_rename, SYS_renameat, SYS_renameat2, SYS_link,      SYS_linkat,
        SYS_unlink, SYS_rmdir,    SYS_unlinkat, SYS_mkdir,  SYS_mkdirat,   SYS_copy_file_range,
        SYS_sendfile, SYS_fallocate,
    };
    enum { COUNT = sizeof calls / sizeof *calls };
    struct sock_filter filter[2 + COUNT + 4];
    int at = 0;
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                                offsetof(struct seccomp_data, nr));
    for (int one = 0; one < COUNT; one++) {
        /* To the check of the sixth argument, which stands behind the last of these and an
         * allowance. */
        filter[at] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[one],
                                                  COUNT - one, 0);
        at++;
    }
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                                offsetof(struct seccomp_data, args[5]));
    filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PASS, 0, 1);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
    struct sock_fprog program = {at, filter};

    struct sigaction action = {0};
    action.sa_sigaction = caught;
    action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_RESTART;
    if (sigaction(SIGSYS, &action, NULL) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
        _exit(99);
}
