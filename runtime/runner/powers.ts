/** Every power a guest has over its host, in one table. @module */
import type { HostPower } from './abi.ts'
import { createBcryptPower } from './host/bcrypt.ts'
import { timersPower } from './host/timers.ts'

/** @param bcryptPath native module, in the build */
export function createPowers(bcryptPath: string): HostPower {
  const powers = [timersPower, createBcryptPower(bcryptPath)]
  return {
    sync: Object.assign({}, ...powers.map((power) => power.sync)),
    blocking: Object.assign({}, ...powers.map((power) => power.blocking)),
    post: Object.assign({}, ...powers.map((power) => power.post)),
  }
}
