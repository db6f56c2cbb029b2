/** `tls.createSecurePair`, which Node had until version 24: a handshake between two streams. @module */
import { EventEmitter } from './events.ts'
import { Stream } from './stream.ts'

type Duplex = InstanceType<typeof Stream.Duplex>

/** Data written to one end is read from the other; a write completes when the other end has read it. */
class PairedStream extends Stream.Duplex {
  other: PairedStream | undefined = undefined
  #done: (() => void) | undefined = undefined

  override _read(): void {
    const done = this.#done
    this.#done = undefined
    done?.()
  }
  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    const { other } = this
    if (!other) throw new Error('a stream without its other half')
    other.#done = done
    other.push(chunk)
  }
  override _final(done: () => void): void {
    this.other?.push(null)
    done()
  }
}

interface Cleartext extends Duplex {
  readonly ssl: object
}

/** The result of `createSecurePair`. The caller verifies the peer, by `ssl.verifyError()`. */
export interface SecurePair extends EventEmitter {
  encrypted: Duplex
  cleartext: Duplex
  ssl: object
  destroy(): void
}

/** @param secureOver starts a session over a stream; gives its clear side */
export function createSecurePair(secureOver: (stream: Duplex) => Cleartext): SecurePair {
  const encrypted = new PairedStream()
  const inner = new PairedStream()
  encrypted.other = inner
  inner.other = encrypted
  const cleartext = secureOver(inner)
  const pair = Object.assign(new EventEmitter(), {
    encrypted,
    cleartext,
    ssl: cleartext.ssl,
    destroy() {
      cleartext.destroy()
      encrypted.destroy()
    },
  })
  cleartext.once('secure', () => pair.emit('secure'))
  return pair
}
