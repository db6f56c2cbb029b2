/** Every power a guest has over its host, in one table. @module */

import { createBcryptPower } from './host/bcrypt.ts'
import { createCryptoPower } from './host/crypto.ts'
import { dnsPower } from './host/dns.ts'
import { createHttpPower } from './host/http.ts'
import { legacyHashPower } from './host/legacy-hash.ts'
import { socketsPower } from './host/sockets.ts'
import { timersPower } from './host/timers.ts'
import { tlsPower } from './host/tls.ts'
import { urlPower } from './host/url.ts'
import { createZlibPower } from './host/zlib.ts'
import type { HostPower } from './power.ts'

/** @param bcryptPath native module, in the build */
export function createPowers(bcryptPath: string): HostPower {
  const powers = [
    timersPower,
    createBcryptPower(bcryptPath),
    createCryptoPower(),
    dnsPower,
    createHttpPower(),
    legacyHashPower,
    socketsPower,
    tlsPower,
    urlPower,
    createZlibPower(),
  ]
  return {
    sync: Object.assign({}, ...powers.map((power) => power.sync)),
    blocking: Object.assign({}, ...powers.map((power) => power.blocking)),
    post: Object.assign({}, ...powers.map((power) => power.post)),
  }
}
