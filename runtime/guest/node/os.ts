/** `os`: reveals nothing about the real machine. @see https://nodejs.org/api/os.html @module */

const MIB = 1024 * 1024

export const os = {
  EOL: '\n',
  devNull: '/dev/null',
  arch: () => 'x64',
  machine: () => 'x86_64',
  platform: () => 'linux',
  type: () => 'Linux',
  release: () => '0.0.0',
  version: () => '',
  hostname: () => 'sandbox',
  homedir: () => '/',
  tmpdir: () => '/tmp',
  endianness: () => 'LE',
  availableParallelism: () => 1,
  cpus: () => [{ model: '', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
  totalmem: () => 128 * MIB,
  freemem: () => 64 * MIB,
  loadavg: () => [0, 0, 0],
  uptime: () => 0,
  networkInterfaces: () => ({}),
  userInfo: () => ({ username: 'sandbox', uid: 1000, gid: 1000, shell: null, homedir: '/' }),
  getPriority: () => 0,
  setPriority() {},
  constants: {
    UV_UDP_REUSEADDR: 4,
    dlopen: {},
    errno: {
      EACCES: 13,
      ECONNREFUSED: 111,
      ECONNRESET: 104,
      ENOENT: 2,
      ENOTFOUND: 2,
      EPIPE: 32,
      ETIMEDOUT: 110,
    },
    signals: { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 },
    priority: {},
  },
}
