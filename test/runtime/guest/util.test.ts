import { expect, test } from 'vitest'
import { sameAsNode } from '../../support/same-as-node.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

sameAsNode(
  sandbox,
  'util.format shows what Node shows',
  `const { format } = require('util')
   return [format('%s is %d years and %i, %f', 'Ann', 42.5, '42.9px', '1.5e3'), format('%j %o %O', { a: [1] }, [1, 2], { b: { c: { d: { e: 1 } } } }), format('100%', 1), format('%% %s'), format('%s', null, undefined, 5n, Symbol('x')),
     format('%s %s', 'one'), format(1, 'a', { b: 2 }), format('%c styled', 'css'), format('%s', { toString: () => 'own' }), format('%s', [1, 'a', { b: {} }]), format('%d', '0x10'), format('%d', {}), format('%i', 5n), format('%x', 1), format('%s', -0), format('%s', class A {}), format('%s', new Date(0)), format('%j', (() => { const o = {}; o.o = o; return o })())]`,
)

sameAsNode(
  sandbox,
  'util.inspect shows what Node shows',
  `const { inspect } = require('util')
   class Account { constructor() { this.id = 1 } get name() { return 'n' } }
   class Empty extends Map {}
   const circular = { name: 'c' }; circular.self = circular; circular.list = [circular]
   const long = { first: 'a long value that takes much room', second: 'another long value that takes room', third: 'a third value that does not fit beside them' }
   return [null, undefined, -0, 5n, 'it\\'s', "both ' and \\"", 'line\\nbreak', Symbol('s'), [], {}, [1, , 3, , ,], [undefined, null], { a: 1, 'b-c': 2, [Symbol('k')]: 3 }, { a: { b: { c: { d: 1 } } } },
     new Map([['k', { v: 1 }]]), new Set([1, 'a']), new Empty(), new Account(), Object.create(null), Object.create({ constructor: undefined }), function named() {}, () => {}, class A {}, class B extends Account {}, async () => {}, function* g() {},
     /re/gi, new Date(0), new Date(NaN), new Uint8Array([1, 2]), new ArrayBuffer(2), Buffer.from('ab'), new Number(3), new String('abc'), Object(Symbol('b')), circular, long, [long], 'x'.repeat(20).split('').slice(0, 6), { get a() { return 1 }, set b(v) {}, get c() { return 1 }, set c(v) {} },
     (function () { return arguments })(1, 2), { [inspect.custom]: () => 'CUSTOM' }, { [inspect.custom]: (depth, options) => ({ depth }) }, [[[[1]]]], { f() {} }, Object.assign(() => {}, { prop: 1 }), Object.assign([1], { extra: 2 }), new Map([[{ a: 1 }, new Set([[1]])]]), 'é\\u0000\\u007f', [['a\\nb']], new (class extends Array {})(3), { a: 1n, b: Symbol.iterator }, { s: 'x'.repeat(200) }, Array(150).fill(0).length,
   ].map((value) => inspect(value)).concat([inspect({ a: { b: 1 } }, { depth: 0 }), inspect({ b: 1, a: 2 }, { sorted: true }), inspect({ a: [1, 2, { b: 3 }] }, { compact: false }), inspect('x', false), inspect({ a: { b: { c: { d: {} } } } }, false, null), inspect(['x'.repeat(50), 'y'.repeat(50)], { breakLength: 60 })])`,
)

sameAsNode(
  sandbox,
  'util.isDeepStrictEqual and util.types judge as Node does',
  `const { isDeepStrictEqual: same, types } = require('util')
   const pairs = [[1, 1], [1, '1'], [NaN, NaN], [0, -0], [[1, [2]], [1, [2]]], [{ a: 1, b: 2 }, { b: 2, a: 1 }], [{ a: undefined }, {}], [new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])], [new Set([1, { b: 1 }]), new Set([{ b: 1 }, 1])], [new Date(0), new Date(0)], [/a/g, /a/i], [Buffer.from('a'), Buffer.from('a')], [new Error('a'), new Error('b')], [Object.create(null), {}], [[1], { 0: 1 }]]
   const values = [new Date(), /a/, new Map(), new Set(), new WeakMap(), new WeakSet(), Promise.resolve(), new Error('x'), new ArrayBuffer(1), new DataView(new ArrayBuffer(1)), new Uint8Array(1), new Float64Array(1), new BigInt64Array(1), async () => {}, function* () {}, (function* () {})(), new Number(1), new String('a'), Object(1n), (function () { return arguments })(), new Map().keys(), new Set().values(), {}, null, 1, { [Symbol.toStringTag]: 'Date' }]
   const names = ['isDate', 'isRegExp', 'isMap', 'isSet', 'isWeakMap', 'isWeakSet', 'isPromise', 'isNativeError', 'isArrayBuffer', 'isAnyArrayBuffer', 'isArrayBufferView', 'isDataView', 'isTypedArray', 'isUint8Array', 'isFloat64Array', 'isBigInt64Array', 'isAsyncFunction', 'isGeneratorFunction', 'isGeneratorObject', 'isBoxedPrimitive', 'isNumberObject', 'isArgumentsObject', 'isMapIterator', 'isSetIterator']
   return [pairs.map(([a, b]) => same(a, b)), names.map((name) => [name, values.map((value) => types[name](value))])]`,
)

sameAsNode(
  sandbox,
  'promisify, callbackify, inherits and their custom forms work as in Node',
  `const util = require('util')
   const read = (x, callback) => x ? callback(null, x) : callback(new Error('empty'))
   const custom = () => {}; custom[util.promisify.custom] = async () => 'custom'
   function Parent() {} ; Parent.prototype.hi = () => 'hi'
   function Child() {} ; util.inherits(Child, Parent)
   const failed = await util.promisify(read)('').catch((error) => error.message)
   const back = await new Promise((resolve) => util.callbackify(async (x) => x + 1)(1, (error, value) => resolve([error, value])))
   const falsy = await new Promise((resolve) => util.callbackify(() => Promise.reject(null))((error) => resolve(error.code)))
   const slept = await util.promisify(setTimeout)(1, 'slept')
   return [await util.promisify(read)('x'), failed, await util.promisify(custom)(), new Child().hi(), Child.super_ === Parent, back, falsy, slept,
     tried(() => util.promisify(1)), util.stripVTControlCharacters('\\u001b[31mred\\u001b[0m'), util.debuglog('x').enabled]`,
)

sameAsNode(
  sandbox,
  'events behave as in Node: errors, monitors, once, on, and aborts',
  `const events = require('events'), { EventEmitter, once, on, errorMonitor } = events
   const emitter = new EventEmitter(), seen = []
   emitter.on(errorMonitor, (error) => seen.push('monitor ' + error.message))
   seen.push(tried(() => emitter.emit('error', new Error('unheard'))))
   emitter.on('error', (error) => seen.push('heard ' + error.message)); emitter.emit('error', new Error('loud'))
   setTimeout(() => emitter.emit('ready', 1, 2), 1); seen.push(await once(emitter, 'ready'))
   const controller = new AbortController(); setTimeout(() => controller.abort(), 1)
   seen.push(await once(emitter, 'never', { signal: controller.signal }).catch((error) => error.name))
   setTimeout(() => { emitter.emit('tick', 1); emitter.emit('tick', 2) }, 1)
   for await (const [n] of on(emitter, 'tick')) { seen.push(n); if (n === 2) break }
   emitter.prependListener('x', () => seen.push('first')); emitter.emit('x')
   return [seen, emitter.listenerCount('tick'), events === EventEmitter, typeof events.captureRejectionSymbol, emitter.eventNames().length]`,
)

sameAsNode(
  sandbox,
  'small modules answer as Node’s',
  `const path = require('path'), qs = require('querystring'), assert = require('assert'), { StringDecoder } = require('string_decoder')
   const decoder = new StringDecoder('utf8')
   const { AsyncLocalStorage } = require('async_hooks'), store = new AsyncLocalStorage()
   return [path.join('a', '..', 'b'), path.resolve('/a', './b'), path.basename('/x/y.js', '.js'), path.parse('/a/b.c'),
     qs.parse('a=1&b=%20x&a=2&c&=d&e=%zz&f=%E4&g+h=1'), qs.stringify({ a: [1, 'x y'], b: true, c: null, d: 'é&', e: 5n, f: NaN }), qs.parse('a:1;b:2', ';', ':'), qs.escape('a b'), qs.unescape('%41%zz'),
     decoder.write(Buffer.from([0xe2, 0x82])) + decoder.write(Buffer.from([0xac])) + decoder.end(),
     tried(() => assert.deepStrictEqual({ a: 1 }, { a: 2 })), tried(() => assert(0)), tried(() => assert.throws(() => {})), tried(() => assert.strictEqual(1, 1)), await assert.rejects(Promise.reject(new Error('x'))).then(() => 'rejected'),
     store.run(1, () => store.getStore()), store.getStore() ?? 'none', await require('timers/promises').setTimeout(1, 'later'), require('punycode').toASCII('mañana.com'), require('os').EOL,
     structuredClone({ a: new Map([[1, new Date(0)]]), b: [/x/g] }).a.get(1).getTime(), tried(() => structuredClone(() => {})).name]`,
)

test('a member that the sandbox does not offer throws its own name', async () => {
  const { outcome } = await sandbox.run(`function login(email, password, callback) {
    const say = (work) => { try { work(); return 'nothing' } catch (error) { return error.message } }
    const net = require('net'), { Worker } = require('worker_threads')
    callback(null, { all: [say(() => net.createServer()), say(() => new net.Server()), say(() => require('tls').createServer()), say(() => new Worker('x')), say(() => require('dns').reverse('1.1.1.1', () => {}))] })
  }`)
  expect(outcome).toEqual({
    kind: 'value',
    value: {
      all: [
        'net.createServer is not available in the sandbox',
        'net.Server is not available in the sandbox',
        'tls.createServer is not available in the sandbox',
        'worker_threads.Worker is not available in the sandbox',
        'dns.reverse is not available in the sandbox',
      ],
    },
  })
})

test.each([
  'fs',
  'fs/promises',
  'node:fs',
  'child_process',
  'vm',
  'v8',
  'http2',
  'inspector',
  'dgram',
  'cluster',
])('S10: require(%j) is module_not_available for a script', async (name) => {
  const { outcome } = await sandbox.run(
    `function login(e, p, callback) { require('${name}'); callback(null) }`,
  )
  expect(outcome).toMatchObject({ kind: 'failure', code: 'module_not_available' })
})

test('S15: no clock of the sandbox shows less than a millisecond', async () => {
  const { outcome } = await sandbox.run(`function login(e, p, callback) {
    let fine = 0
    for (let i = 0; i < 10000; i++) if (performance.now() % 1 !== 0 || process.hrtime()[1] % 1e6 !== 0 || Number(process.hrtime.bigint() % 1000000n) !== 0) fine++
    callback(null, { fine })
  }`)
  expect(outcome).toEqual({ kind: 'value', value: { fine: 0 } })
})

test('classes keep their names', async () => {
  const { outcome } = await sandbox.run(`function login(e, p, callback) {
    const { Socket } = require('net'), { TLSSocket } = require('tls')
    callback(null, { names: [URL, AbortSignal, Event, Socket, TLSSocket, URLSearchParams, Buffer, TextDecoder].map((made) => made.name) })
  }`)
  const names = [
    'URL',
    'AbortSignal',
    'Event',
    'Socket',
    'TLSSocket',
    'URLSearchParams',
    'Buffer',
    'TextDecoder',
  ]
  expect(outcome).toEqual({ kind: 'value', value: { names } })
})
