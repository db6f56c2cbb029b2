/** `dns` and `dns/promises`, over the host. @see https://nodejs.org/api/dns.html @module */
import { host } from '../host.ts'
import { invalidArgument, mustBeFunction, nodeError, unavailable, unavailableClass } from './errors.ts'
import { isIP } from './ip.ts'

interface LookupOptions {
  family?: number | string
  all?: boolean
}

interface Address {
  address: string
  family: number
}

type Callback = (error: unknown, ...values: unknown[]) => void

const query = async (operation: string, name: string, family: 0 | 4 | 6 = 0): Promise<unknown> =>
  JSON.parse(`${await host.ask('dns.query', operation, name, family)}`)

function familyOf(value: unknown): 0 | 4 | 6 {
  if (value === 4 || value === 'IPv4') return 4
  if (value === 6 || value === 'IPv6') return 6
  if (value === 0 || value === undefined || value === null) return 0
  throw nodeError(
    'ERR_INVALID_ARG_VALUE',
    `The property 'options.family' must be one of: 0, 4, 6. Received ${value}`,
    TypeError,
  )
}

async function lookup(hostname: unknown, options?: LookupOptions | number): Promise<Address | Address[]> {
  const given = typeof options === 'number' ? { family: options } : (options ?? {})
  const family = familyOf(given.family)
  if (typeof hostname !== 'string') throw invalidArgument('hostname', 'of type string', hostname)
  const literal = isIP(hostname)
  const found =
    literal !== 0
      ? [{ address: hostname, family: literal }]
      : ((await query('lookup', hostname, family)) as Address[])
  const [first] = found
  if (!first)
    throw nodeError('ENOTFOUND', `getaddrinfo ENOTFOUND ${hostname}`, Error, {
      errno: -3008,
      syscall: 'getaddrinfo',
      hostname,
    })
  return given.all ? found : first
}

/** Kinds of record, and the operation that asks for each. */
const RECORDS: { [kind: string]: string } = {
  A: '4',
  AAAA: '6',
  CNAME: 'Cname',
  MX: 'Mx',
  NS: 'Ns',
  PTR: 'Ptr',
  SRV: 'Srv',
  TXT: 'Txt',
}

async function resolveKind(kind: string, name: unknown): Promise<unknown> {
  const operation = RECORDS[kind]
  if (typeof name !== 'string') throw invalidArgument('name', 'of type string', name)
  if (!operation)
    throw nodeError(
      'ERR_INVALID_ARG_VALUE',
      `dns.resolve with records of kind ${kind} is not available in the sandbox`,
      TypeError,
    )
  return query(operation, name)
}

const byName = Object.fromEntries(
  Object.entries(RECORDS).map(([kind, operation]) => [
    `resolve${operation}`,
    (name: unknown) => resolveKind(kind, name),
  ]),
)

/** The broker queries its own servers, with its own time-outs. */
const RESOLVER = [
  'getServers',
  'setServers',
  'resolveAny',
  'resolveCaa',
  'resolveNaptr',
  'resolveSoa',
  'resolveTlsa',
  'reverse',
  'lookupService',
]

const ERRORS = [
  'NODATA',
  'FORMERR',
  'SERVFAIL',
  'NOTFOUND',
  'NOTIMP',
  'REFUSED',
  'BADQUERY',
  'BADNAME',
  'BADFAMILY',
  'BADRESP',
  'CONNREFUSED',
  'TIMEOUT',
  'EOF',
  'FILE',
  'NOMEM',
  'DESTRUCTION',
  'CANCELLED',
]
const constants = {
  ...Object.fromEntries(ERRORS.map((name) => [name, name === 'EOF' ? 'EOF' : `E${name}`])),
  ADDRCONFIG: 1024,
  ALL: 256,
  V4MAPPED: 2048,
}

let resultOrder = 'verbatim'
const order = {
  getDefaultResultOrder: () => resultOrder,
  setDefaultResultOrder(value: string) {
    resultOrder = value
  },
}

const refused = (prefix: string) =>
  Object.fromEntries(RESOLVER.map((name) => [name, unavailable(`${prefix}.${name}`)]))

export const dnsPromises = {
  ...refused('dns.promises'),
  ...byName,
  ...constants,
  ...order,
  lookup,
  resolve: (name: unknown, kind = 'A') => resolveKind(kind, name),
  Resolver: unavailableClass('dns.promises.Resolver'),
}

/** An error thrown by the callback must not come back to it as an error. */
function answer(work: Promise<unknown>, callback: Callback, tell: (value: unknown) => unknown[]): void {
  work.then(
    (value) => process.nextTick(callback, null, ...tell(value)),
    (error: unknown) => process.nextTick(callback, error),
  )
}

const one = (value: unknown): unknown[] => [value]

const withCallback =
  (work: (name: unknown) => Promise<unknown>) =>
  (name: unknown, ...rest: unknown[]) => {
    const callback = rest.at(-1)
    mustBeFunction('callback', callback)
    if (typeof name !== 'string') throw invalidArgument('name', 'of type string', name)
    answer(work(name), callback, one)
  }

export const dns = {
  ...refused('dns'),
  ...Object.fromEntries(Object.entries(byName).map(([name, work]) => [name, withCallback(work)])),
  ...constants,
  ...order,
  lookup(hostname: unknown, ...rest: unknown[]) {
    const callback = rest.at(-1)
    mustBeFunction('callback', callback)
    const options = rest.length > 1 ? (rest[0] as LookupOptions | number) : undefined
    if (typeof hostname !== 'string') throw invalidArgument('hostname', 'of type string', hostname)
    answer(lookup(hostname, options), callback, (found) =>
      Array.isArray(found) ? [found] : [(found as Address).address, (found as Address).family],
    )
  },
  resolve(name: unknown, ...rest: unknown[]) {
    const [kind] = rest
    withCallback((asked) => resolveKind(typeof kind === 'string' ? kind : 'A', asked))(name, ...rest)
  },
  promises: dnsPromises,
  Resolver: unavailableClass('dns.Resolver'),
}
