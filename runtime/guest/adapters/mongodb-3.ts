/**
 * `mongodb` 3 with its unified topology unless a script says otherwise: the older one, which was the default, sends what
 * servers refuse since 5.1.
 * @module
 */
import { callable } from './calling.ts'
import { withSelectionTime } from './mongodb-selection.ts'

/** The bundler's. */
declare function require(path: string): unknown

/** @returns the options of a client, as scripts of that age need them */
export function unified(url: unknown, given: unknown): object {
  const options = (given ?? {}) as { useUnifiedTopology?: unknown }
  // A topology that the script made itself is passed in place of a URL.
  if (typeof url !== 'string' || options.useUnifiedTopology === false) return options
  return withSelectionTime(url, { ...options, useUnifiedTopology: true })
}

type Connect = (url: unknown, options: object, ...callback: unknown[]) => unknown

/** @returns the module as `require('mongodb@3')` gives it */
export function adapted(): unknown {
  const driver = require('mongodb-3') as object & { MongoClient: object & { connect: Connect } }
  const connect: Connect = (url, ...args) => {
    const [first, ...rest] = args
    return typeof first === 'function'
      ? driver.MongoClient.connect(url, unified(url, undefined), first)
      : driver.MongoClient.connect(url, unified(url, first), ...rest)
  }
  const MongoClient = new Proxy(driver.MongoClient as object & { new (...args: unknown[]): object }, {
    apply: (Client, _this, [url, options]) => new Client(url, unified(url, options)),
    construct: (Client, [url, options], made) =>
      Reflect.construct(Client, [url, unified(url, options)], made),
    get: (Client, name, self) => (name === 'connect' ? connect : Reflect.get(Client, name, self)),
  })
  return callable((...args: [unknown, object]) => connect(...args), driver, { MongoClient, connect })
}
