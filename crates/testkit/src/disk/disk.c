/* A disk that tells what reaches it, and that fails when it is told to. Loaded before the C library of
 * a program, it stands between the program and the files in one folder.
 *
 * TEST_DISK_FOLDER  the folder, without a slash at the end
 * TEST_DISK_TRACE   a file to which every change and every flush is appended; may be absent
 * TEST_DISK_RULES   a folder; a file in it switches a rule on:
 *                       full       no file may grow
 *                       eio-write  every write fails
 *                       eio-sync   every flush fails
 *
 * A record of the trace: kind (1 byte), length of the name (1), zeros (6), offset (8), length (8), name,
 * data; numbers in the order of the machine. Kinds: W written, T cut to a length, U removed, S flush
 * begun, E flush done, F flush failed; the offset of the last three is the number of the flush. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *folder, *rules;
static int trace = -1;
static uint64_t flushes;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);

static void begin(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    rules = getenv("TEST_DISK_RULES");
    const char *to = getenv("TEST_DISK_TRACE");
    if (to != NULL) trace = open(to, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    folder = getenv("TEST_DISK_FOLDER");
}

static int rule(const char *name) {
    if (rules == NULL) return 0;
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", rules, name);
    int before = errno, on = access(path, F_OK) == 0;
    errno = before;
    return on;
}

/* The name within the folder, or NULL for what is elsewhere. */
static const char *within(const char *path) {
    size_t length = folder == NULL ? 0 : strlen(folder);
    if (length == 0 || strncmp(path, folder, length) != 0 || path[length] != '/') return NULL;
    return path + length + 1;
}

static const char *watched(int fd, char path[PATH_MAX]) {
    pthread_once(&once, begin);
    if (folder == NULL || fd == trace) return NULL;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    int before = errno;
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    errno = before;
    if (length <= 0) return NULL;
    path[length] = 0;
    return within(path);
}

/* The index of the log is shared memory: it need not survive, and is not told. */
static void tell(char kind, const char *name, uint64_t at, const void *data, uint64_t length) {
    size_t long_name = strlen(name);
    if (trace < 0 || long_name > 255) return;
    if (long_name > 4 && strcmp(name + long_name - 4, "-shm") == 0) return;
    unsigned char head[24] = {kind, long_name};
    memcpy(head + 8, &at, 8);
    memcpy(head + 16, &length, 8);
    struct iovec parts[3] = {
        {head, sizeof head}, {(void *)name, long_name}, {(void *)data, data == NULL ? 0 : length}};
    int before = errno;
    if (writev(trace, parts, 3) < 0) abort();
    errno = before;
}

/* How much of a write fits; -1 if nothing does. */
static ssize_t room(int fd, size_t length, off_t at) {
    if (rule("eio-write")) {
        errno = EIO;
        return -1;
    }
    struct stat now;
    if (!rule("full") || fstat(fd, &now) != 0 || !S_ISREG(now.st_mode)) return length;
    if (at + (off_t)length <= now.st_size) return length;
    if (at < now.st_size) return now.st_size - at;
    errno = ENOSPC;
    return -1;
}

static ssize_t put(int fd, const char *name, const void *data, size_t length, off_t at, int moves) {
    pthread_mutex_lock(&one);
    ssize_t done = room(fd, length, at);
    if (done >= 0) done = moves ? real_write(fd, data, done) : real_pwrite(fd, data, done, at);
    if (done > 0) tell('W', name, at, data, done);
    pthread_mutex_unlock(&one);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    char path[PATH_MAX];
    const char *name = watched(fd, path);
    if (name == NULL) return real_write(fd, data, length);
    int appends = (fcntl(fd, F_GETFL) & O_APPEND) != 0;
    off_t at = lseek(fd, 0, appends ? SEEK_END : SEEK_CUR);
    return put(fd, name, data, length, at, 1);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off_t at) {
    char path[PATH_MAX];
    const char *name = watched(fd, path);
    if (name == NULL) return real_pwrite(fd, data, length, at);
    return put(fd, name, data, length, at, 0);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) {
    return pwrite64(fd, data, length, at);
}

int ftruncate64(int fd, off_t length) {
    char path[PATH_MAX];
    const char *name = watched(fd, path);
    if (name == NULL) return real_ftruncate(fd, length);
    pthread_mutex_lock(&one);
    int done = real_ftruncate(fd, length);
    if (done == 0) tell('T', name, length, NULL, 0);
    pthread_mutex_unlock(&one);
    return done;
}

int ftruncate(int fd, off_t length) {
    return ftruncate64(fd, length);
}

/* A flush takes its time outside the lock: others go on writing meanwhile. */
static int flush(int fd, const char *name, int (*real)(int)) {
    pthread_mutex_lock(&one);
    uint64_t number = ++flushes;
    tell('S', name, number, NULL, 0);
    pthread_mutex_unlock(&one);
    int done = -1;
    if (rule("eio-sync")) {
        errno = EIO;
    } else {
        done = real(fd);
    }
    pthread_mutex_lock(&one);
    tell(done == 0 ? 'E' : 'F', name, number, NULL, 0);
    pthread_mutex_unlock(&one);
    return done;
}

int fsync(int fd) {
    char path[PATH_MAX];
    const char *name = watched(fd, path);
    return name == NULL ? real_fsync(fd) : flush(fd, name, real_fsync);
}

int fdatasync(int fd) {
    char path[PATH_MAX];
    const char *name = watched(fd, path);
    return name == NULL ? real_fdatasync(fd) : flush(fd, name, real_fdatasync);
}

int unlink(const char *path) {
    pthread_once(&once, begin);
    const char *name = within(path);
    if (name == NULL) return real_unlink(path);
    pthread_mutex_lock(&one);
    int done = real_unlink(path);
    if (done == 0) tell('U', name, 0, NULL, 0);
    pthread_mutex_unlock(&one);
    return done;
}
