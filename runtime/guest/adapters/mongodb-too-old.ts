/**
 * Servers that are older than a driver of `mongodb` talks to: the first answer of the server ends the wait, with the pin that
 * works. The drivers themselves ask again and again until their time is over. @module
 */
import type { Methods } from './calling.ts'
import { define } from './calling.ts'
import { withSelectionTime } from './mongodb-selection.ts'

/** The least wire version of each generation that is offered, newest first, and the release that brought it. */
const NEEDS = [
  { request: 'mongodb', version: 7, wire: 9, release: '4.4' },
  { request: 'mongodb@6', version: 6, wire: 8, release: '4.2' },
  { request: 'mongodb@5', version: 5, wire: 6, release: '3.6' },
  { request: 'mongodb@4', version: 4, wire: 6, release: '3.6' },
  { request: 'mongodb@3', version: 3, wire: 2, release: '2.6' },
] as const

interface Client {
  topology?: object
  on(event: string, listener: (event: { failure?: unknown; connectionId?: unknown }) => void): void
}

type Selected = (error: unknown, server?: unknown) => void

/**
 * @param version of the driver
 * @returns the client, whose connects and queries fail at once at a server that is too old
 */
export function refusingOldServers<T extends Client>(client: T, version: 4 | 5 | 6 | 7): T {
  let refuse: (error: unknown) => void = () => {}
  const refused = new Promise<never>((_resolve, reject) => {
    refuse = reject
  })
  refused.catch(() => {})
  client.on('serverHeartbeatFailed', ({ failure, connectionId }) => {
    const told = tooOld(failure, connectionId, version)
    if (told) refuse(told)
  })
  client.on('topologyOpening', () => {
    const topology = client.topology as Methods | undefined
    const select = topology?.selectServer
    if (!topology || !select) return
    define(topology, 'selectServer', (...args: unknown[]) => {
      const callback = args.at(-1)
      if (typeof callback !== 'function') return Promise.race([select.apply(topology, args), refused])
      let isDone = false
      const once: Selected = (...result) => {
        if (isDone) return
        isDone = true
        ;(callback as Selected)(...result)
      }
      refused.catch(once)
      return select.apply(topology, [...args.slice(0, -1), once])
    })
  })
  return client
}

/** @returns undefined when the failure is another */
function tooOld(failure: unknown, address: unknown, version: number): Error | undefined {
  if (!(failure instanceof Error)) return undefined
  const wire = /maximum wire version (\d{1,3})\b/.exec(failure.message)?.[1]
  const needed = NEEDS.find((each) => each.version === version)
  if (wire === undefined || !needed) return undefined
  const works = NEEDS.find((each) => Number(wire) >= each.wire)
  failure.message = `The MongoDB server at ${address} is older than ${needed.release} (its wire version is ${wire}), which mongodb ${version} needs: ${
    works
      ? `write require('${works.request}').`
      : 'no driver that is offered talks to a server older than 2.6.'
  }`
  return failure
}

/** @returns the module, whose clients do so */
export function adaptedFor(driver: unknown, version: 4 | 5 | 6): unknown {
  const given = driver as { MongoClient: new (...args: unknown[]) => Client }
  class MongoClient extends given.MongoClient {
    constructor(url?: unknown, options?: object) {
      super(url, withSelectionTime(url, options))
      refusingOldServers(this, version)
    }

    /** As the driver's own, which makes a client of its own class. */
    static connect(...args: unknown[]): unknown {
      const callback = typeof args.at(-1) === 'function' ? [args.pop()] : []
      const client = new MongoClient(args[0], args[1] as object | undefined) as unknown as {
        connect(...args: unknown[]): unknown
      }
      return client.connect(...callback)
    }
  }
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(given),
      MongoClient: { value: MongoClient, enumerable: true },
    },
  )
}
