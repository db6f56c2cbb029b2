import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import * as net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ScriptCall } from '../../../runtime/contract.ts'
import { createNameSystem } from '../../../runtime/supervisor/names/find-name.ts'
import { createGetaddrinfoHelper } from '../../../runtime/supervisor/names/getaddrinfo-helper.ts'
import type { NamedAddress } from '../../../runtime/supervisor/names/name-files.ts'
import { parseHosts, parseNsswitch, parseResolvConf } from '../../../runtime/supervisor/names/name-files.ts'
import { createResolvers } from '../../../runtime/supervisor/resolver.ts'
import type { WireFailure } from '../../../runtime/supervisor/wire-error.ts'
import type { DnsDouble, DnsRule } from '../../support/dns-double.ts'
import { startDnsDouble } from '../../support/dns-double.ts'
import { createFakeRuntime, fakeCall } from '../../support/fake-runner-runtime.ts'

const folder = mkdtempSync(join(tmpdir(), 'ferry-names-'))
const closing: (() => unknown)[] = []
let dns: DnsDouble
beforeEach(async () => {
  dns = await startDnsDouble()
})
afterEach(async () => {
  await dns.close()
  for (const close of closing.splice(0)) await close()
})

interface Files {
  hosts?: string
  resolv_conf?: string
  nsswitch?: string
}

let made = 0
/** Names found by files like these and the name server of the test. */
function machine(
  zone: { [name: string]: DnsRule },
  files: Files = {},
  more: {
    has_ipv6?: boolean
    askSystem?: (owner: string, name: string) => Promise<NamedAddress[]>
    patience_ms?: number
  } = {},
) {
  for (const [name, rule] of Object.entries(zone)) dns.zone.set(name, rule)
  const own = join(folder, String(++made))
  const write = (changed: Files) => {
    for (const [name, text] of Object.entries(changed)) writeFileSync(`${own}-${name}`, text)
  }
  const texts = { hosts: '', resolv_conf: 'nameserver 127.0.0.1\n', nsswitch: 'hosts: files dns\n', ...files }
  write(texts)
  const patience_ms = more.patience_ms ?? 2_000
  const system = createNameSystem({
    hosts: `${own}-hosts`,
    resolv_conf: `${own}-resolv_conf`,
    nsswitch: `${own}-nsswitch`,
    port: dns.port,
    fresh_ms: 0,
    has_ipv6: () => more.has_ipv6 ?? false,
    patience_ms,
    askSystem: more.askSystem ?? (async () => Promise.reject(new Error('not asked'))),
  })
  const resolvers = createResolvers(system, patience_ms)
  const of = (tenant: string) => resolvers.of(() => tenant)
  const find = async (name: string, tenant = 'tenant', signal = new AbortController().signal) => {
    const absolute = name.endsWith('.')
    const question = { name: absolute ? name.slice(0, -1) : name, absolute }
    const found = await of(tenant).addresses(question, signal)
    return found.map(({ address }) => address)
  }
  const fails = (name: string, tenant?: string) =>
    find(name, tenant).then(
      (found) => found.join(),
      (error: WireFailure) => error.wire.code,
    )
  return { find, fails, write, resolvers, of }
}

test('the hosts file is read first, in its order, ignoring case and comments', async () => {
  const { find } = machine(
    { 'db.internal': ['10.0.0.9'], 'other.internal': ['10.0.0.8'] },
    {
      hosts:
        '# 10.9.9.9 db.internal\n10.0.0.1\tDB.internal db # the legacy store\n::1 localhost db.internal\n',
    },
  )
  expect(await find('db.internal')).toEqual(['10.0.0.1', '::1'])
  expect(await find('db')).toEqual(['10.0.0.1'])
  expect(dns.asked).toEqual([])
  expect(await find('other.internal')).toEqual(['10.0.0.8'])
})

test('short names are found as in Kubernetes: by search domains, and ndots says which is tried first', async () => {
  const { find, fails } = machine(
    {
      'legacy.shop.svc.cluster.local': ['10.1.0.1'],
      'legacy.other.svc.cluster.local': ['10.1.0.2'],
      'db.example.com': ['93.184.215.14'],
    },
    {
      resolv_conf:
        'nameserver 127.0.0.1\nsearch shop.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n',
    },
  )
  expect(await find('legacy')).toEqual(['10.1.0.1'])
  expect(await find('legacy.other')).toEqual(['10.1.0.2'])
  expect(await find('db.example.com')).toEqual(['93.184.215.14'])
  expect(dns.asked.filter((one) => one.endsWith(' A'))).toEqual([
    'legacy.shop.svc.cluster.local A',
    'legacy.other.shop.svc.cluster.local A',
    'legacy.other.svc.cluster.local A',
    'db.example.com.shop.svc.cluster.local A',
    'db.example.com.svc.cluster.local A',
    'db.example.com.cluster.local A',
    'db.example.com A',
  ])
  dns.asked.length = 0
  expect(await find('db.example.com.')).toEqual(['93.184.215.14'])
  expect(await fails('legacy.')).toBe('ENOTFOUND')
  expect(dns.asked.filter((one) => one.endsWith(' A'))).toEqual(['db.example.com A', 'legacy A'])
})

test('names of Compose are found as they are; a name with dots is tried as it is first', async () => {
  const { find } = machine(
    { mysql: ['172.18.0.2'], 'db.corp': ['10.2.0.1'], 'db.corp.example.com': ['10.2.0.2'] },
    { resolv_conf: 'nameserver 127.0.0.1\nsearch example.com\noptions ndots:0' },
  )
  expect(await find('mysql')).toEqual(['172.18.0.2'])
  expect(await find('db.corp')).toEqual(['10.2.0.1'])
  expect(dns.asked).not.toContain('mysql.example.com A')
})

test('files that change are read again', async () => {
  const { find, fails, write } = machine({ 'db.one.example': ['10.3.0.1'], 'db.two.example': ['10.3.0.2'] })
  expect(await fails('db')).toBe('ENOTFOUND')
  write({ resolv_conf: 'nameserver 127.0.0.1\nsearch one.example\n' })
  expect(await find('db')).toEqual(['10.3.0.1'])
  write({ resolv_conf: 'nameserver 127.0.0.1\nsearch two.example one.example\n' })
  expect(await find('db')).toEqual(['10.3.0.2'])
  write({ hosts: '10.3.0.3 db\n' })
  expect(await find('db')).toEqual(['10.3.0.3'])
})

test('IPv6 comes first where the machine has it, as the C library has it; one family is enough', async () => {
  const zone = { 'both.example': ['93.184.215.14', '2606:2800:21f::1'], 'four.example': ['93.184.215.15'] }
  const with6 = machine(zone, {}, { has_ipv6: true })
  expect(await with6.find('both.example')).toEqual(['2606:2800:21f::1', '93.184.215.14'])
  expect(await with6.find('four.example')).toEqual(['93.184.215.15'])
  expect(await machine(zone).find('both.example')).toEqual(['93.184.215.14', '2606:2800:21f::1'])
})

test('localhost and what is below it never go to a name server', async () => {
  const { find } = machine({ localhost: ['10.66.6.6'], 'db.localhost': ['10.66.6.6'] })
  expect((await find('localhost'))[0]).toBe('127.0.0.1')
  expect((await find('db.localhost'))[0]).toBe('127.0.0.1')
  expect(await machine({}, { hosts: '127.0.0.7 localhost' }).find('localhost')).toEqual(['127.0.0.7'])
  expect(dns.asked).toEqual([])
})

test('a name that does not exist is ENOTFOUND, a server that fails EAI_AGAIN', async () => {
  const { fails } = machine({ 'broken.example': 'servfail', 'empty.example': [] })
  expect(await fails('nowhere.example')).toBe('ENOTFOUND')
  expect(await fails('empty.example')).toBe('ENOTFOUND')
  expect(await fails('broken.example')).toBe('EAI_AGAIN')
})

test('the second name server has its turn when the first is dead', async () => {
  // Nothing listens on that port of 127.0.0.9; a dead server of a real network is silent, which takes a try longer.
  const { find } = machine(
    { 'db.example': ['10.4.0.1'] },
    { resolv_conf: 'nameserver 127.0.0.9\nnameserver 127.0.0.1\n' },
  )
  expect(await find('db.example')).toEqual(['10.4.0.1'])
})

describe('a name server that is dead for some names', () => {
  const zone: { [name: string]: DnsRule } = { 'db.quiet.example': ['10.5.0.1'] }
  for (let i = 0; i < 40; i++) zone[`dead${i}.example`] = 'silent'

  test('20 look-ups of one tenant do not hold up the next one of another, and end in time', async () => {
    const { find, fails } = machine(zone, {}, { patience_ms: 600 })
    const began = performance.now()
    const dead = Array.from({ length: 40 }, (_, i) => fails(`dead${i}.example`, 'busy'))
    for (let i = 0; i < 20; i++) {
      const before = performance.now()
      expect(await find('db.quiet.example', `quiet ${i}`)).toEqual(['10.5.0.1'])
      expect(performance.now() - before).toBeLessThan(200)
    }
    expect(new Set(await Promise.all(dead))).toEqual(new Set(['EAI_AGAIN']))
    // Those that waited for their turn waited no longer than the others.
    expect(performance.now() - began).toBeLessThan(1_500)
  })

  test('identical queries of a tenant are sent once; one that is cancelled does not affect the others', async () => {
    const { find } = machine(
      { 'slow.example': 'silent' },
      { resolv_conf: 'nameserver 127.0.0.1\noptions timeout:1\n' },
      { patience_ms: 15_000 },
    )
    const leave = new AbortController()
    const left = find('slow.example', 'tenant', leave.signal).catch((error: WireFailure) => error.wire.code)
    const stays = [find('slow.example'), find('slow.example')]
    await dns.seen(2)
    leave.abort()
    expect(await left).toBe('ECONNABORTED')
    dns.zone.set('slow.example', ['10.6.0.1'])
    for (const found of await Promise.all(stays)) expect(found).toEqual(['10.6.0.1'])
    // The first try of each family, and the next.
    expect(dns.asked.length).toBeLessThanOrEqual(4)
  })

  test('a query that nobody waits for is cancelled at once, and its place is free', async () => {
    const { find, resolvers, of } = machine(zone, {}, { patience_ms: 60_000 })
    const stop = new AbortController()
    const dead = [
      ...Array.from({ length: 40 }, (_, i) => find(`dead${i}.example`, 'tenant', stop.signal)),
      of('tenant').records('Txt', 'dead0.example', stop.signal),
    ].map((one) => one.then(String, (error: WireFailure) => error.wire.code))
    await dns.seen(16)
    expect(resolvers.stats()).toEqual({ running: 16, queued: 25 })
    stop.abort()
    expect(new Set(await Promise.all(dead))).toEqual(new Set(['ECONNABORTED']))
    await expect.poll(() => resolvers.stats()).toEqual({ running: 0, queued: 0 })
    expect(await find('db.quiet.example')).toEqual(['10.5.0.1'])
  })
})

describe('names that only the system’s own resolver knows', () => {
  const MDNS = { nsswitch: 'hosts: files mdns4_minimal [NOTFOUND=return] dns myhostname\n' }

  test('is asked of it when nsswitch.conf names more than files and dns, and nothing else knows the name', async () => {
    const asked: string[] = []
    const askSystem = async (_owner: string, name: string): Promise<NamedAddress[]> => {
      asked.push(name)
      if (name !== 'printer.local') throw Object.assign(new Error('x'), { code: 'ENOTFOUND' })
      return [{ address: '192.168.7.9', family: 4 }]
    }
    const zone: { [name: string]: DnsRule } = { 'db.example': ['10.7.0.1'], 'broken.example': 'servfail' }
    const { find, fails } = machine(zone, MDNS, { askSystem })
    expect(await find('db.example')).toEqual(['10.7.0.1'])
    expect(await find('printer.local')).toEqual(['192.168.7.9'])
    expect(await fails('nowhere.local')).toBe('ENOTFOUND')
    // The system would ask the same servers.
    expect(await fails('broken.example')).toBe('EAI_AGAIN')
    expect(asked).toEqual(['printer.local', 'nowhere.local'])
    const plain = machine({}, { nsswitch: 'hosts: files dns\n' }, { askSystem })
    expect(await plain.fails('printer.local')).toBe('ENOTFOUND')
    expect(asked).toHaveLength(2)
  })

  test('a process of its own answers as getaddrinfo does', async () => {
    const helper = createGetaddrinfoHelper()
    closing.push(() => helper.close())
    const signal = AbortSignal.timeout(20_000)
    const found = await helper.lookup('tenant', 'localhost', signal)
    expect(found.map(({ address }) => address)).toContain('127.0.0.1')
  })

  test('hanging queries delay no others: their process is replaced, and killed in the end', async () => {
    const helper = createGetaddrinfoHelper(
      fileURLToPath(new URL('../../support/hanging-getaddrinfo.ts', import.meta.url)),
    )
    closing.push(() => helper.close())
    const hang = async (i: number) =>
      helper.lookup(`busy ${i % 4}`, `dead${i}.local`, AbortSignal.timeout(300)).then(
        () => 'answered',
        (error: Error) => error.name,
      )
    for (let round = 0; round < 4; round++) {
      const dead = Array.from({ length: 8 }, (_, i) => hang(i))
      await Promise.all(dead)
      const [one] = await helper.lookup('quiet', 'alive.local', AbortSignal.timeout(10_000))
      expect(one?.address).toBe('10.8.0.1')
    }
    expect(helper.processes()).toBeLessThanOrEqual(3)
  })
})

describe('the files themselves', () => {
  test('resolv.conf: the last of domain and search counts, options are bounded, what is wrong is skipped', () => {
    expect(
      parseResolvConf(
        '; a comment\nnameserver 10.0.0.1\nnameserver nonsense\nnameserver fd00::1\nnameserver 10.0.0.3\nnameserver 10.0.0.4\ndomain old.example\nsearch One.example two.example.\noptions ndots:99 timeout:0 attempts:9 rotate edns0\n',
      ),
    ).toEqual({
      servers: ['10.0.0.1', 'fd00::1', '10.0.0.3'],
      search: ['one.example', 'two.example'],
      ndots: 15,
      timeout_ms: 1_000,
      attempts: 5,
    })
    expect(parseResolvConf('', 'host.corp.example')).toMatchObject({
      servers: ['127.0.0.1'],
      search: ['corp.example'],
    })
    expect(parseResolvConf('search\n', 'host.corp.example').search).toEqual([])
  })

  test('nsswitch.conf: the order of files and dns holds; what is neither comes last', () => {
    expect(parseNsswitch('')).toEqual(['files', 'dns'])
    expect(parseNsswitch('passwd: files\nhosts:  dns files # the old way\n')).toEqual(['dns', 'files'])
    expect(parseNsswitch('hosts: files\n')).toEqual(['files'])
    expect(parseNsswitch('hosts: mymachines resolve [!UNAVAIL=return] files myhostname dns\n')).toEqual([
      'dns',
      'files',
      'system',
    ])
  })

  test('hosts: invalid lines are skipped', () => {
    expect([...parseHosts('nonsense a\n10.0.0.1\n300.1.1.1 b\nfe80::1%lo c\n\t 10.0.0.2  d  e \n')]).toEqual([
      ['d', [{ address: '10.0.0.2', family: 4 }]],
      ['e', [{ address: '10.0.0.2', family: 4 }]],
    ])
  })
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('scripts of a tenant whose name server is dead', () => {
  test('leave the connects of other tenants undisturbed; when they end, their look-ups do', async () => {
    for (let i = 0; i < 20; i++) dns.zone.set(`dead${i}.example`, 'silent')
    dns.zone.set('db.quiet.example', ['127.0.0.1'])
    const server = net.createServer((socket) => socket.end('x'))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as net.AddressInfo
    writeFileSync(join(folder, 'resolv'), 'nameserver 127.0.0.1\n')
    writeFileSync(join(folder, 'none'), '')
    const runtime = createFakeRuntime({
      allow: ['127.0.0.1'],
      limits: { wall_ms: 20_000, dns_ms: 20_000 },
      name_files: {
        hosts: join(folder, 'none'),
        resolv_conf: join(folder, 'resolv'),
        nsswitch: join(folder, 'none'),
        port: dns.port,
      },
    })
    closing.push(() => runtime.close())
    const connect = (tenant_id: string, host: string, more: Partial<ScriptCall> = {}) =>
      runtime.run(
        fakeCall({ do: 'connect', host, port, enough: 1 }, { tenant_id, connection_id: host, ...more }),
      )
    await connect('quiet', 'db.quiet.example')
    const stop = new AbortController()
    const dead = Array.from({ length: 20 }, (_, i) =>
      connect('busy', `dead${i}.example`, { signal: stop.signal }),
    )
    await dns.seen(2 + 2 * 16)
    for (let i = 0; i < 10; i++) {
      const { outcome, duration_ms } = await connect('quiet', 'db.quiet.example')
      expect(outcome.kind).toBe('value')
      expect(duration_ms).toBeLessThan(500)
    }
    expect(runtime.stats().look_ups).toEqual({ running: 16, queued: 4 })
    stop.abort()
    await Promise.all(dead)
    await expect.poll(() => runtime.stats().look_ups).toEqual({ running: 0, queued: 0 })
    await new Promise((done) => server.close(done))
  })
})
