import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { inNode, inSandbox } from '../../support/guest-harness.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

async function agrees(body: string): Promise<void> {
  expect(await inSandbox(sandbox, body)).toEqual(await inNode(body))
}

const outcomeOf = async (body: string, received_bytes?: number) =>
  (
    await sandbox.run(
      `function (email, password, callback) { ${body} }`,
      received_bytes === undefined ? {} : { limits: { received_bytes } },
    )
  ).outcome

const PAIRS = [
  ['deflate', 'inflate'],
  ['deflateRaw', 'inflateRaw'],
  ['gzip', 'gunzip'],
  ['gzip', 'unzip'],
  ['deflate', 'unzip'],
  ['brotliCompress', 'brotliDecompress'],
] as const

describe('whole buffers', () => {
  test.each(PAIRS)('%s and %s give what Node gives, at once and later', async (pack, unpack) => {
    await agrees(`async (require) => {
      const zlib = require('zlib')
      const { promisify } = require('util')
      const options = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }
      const given = '${pack}'.startsWith('brotli') ? options : { level: 9 }
      const results = []
      for (const length of [0, 5, 70000, 3000000]) {
        const data = Buffer.alloc(length, 'some text that repeats')
        const packed = zlib.${pack}Sync(data, given)
        const later = await promisify(zlib.${pack})(data, given)
        results.push(packed.toString('base64').slice(0, 200), packed.equals(later))
        results.push(zlib.${unpack}Sync(packed).equals(data), (await promisify(zlib.${unpack})(later)).equals(data))
      }
      return [results, zlib.${unpack}Sync(zlib.${pack}Sync('grüße')).toString()]
    }`)
  })

  test('data that does not shrink comes back whole, also beyond one crossing', async () => {
    const body = `async (require) => {
      const zlib = require('zlib')
      const data = require('crypto').randomBytes(3000000)
      return zlib.gunzipSync(zlib.gzipSync(data)).equals(data)
    }`
    expect(await inSandbox(sandbox, body)).toBe(true)
  })

  test('damaged data and arguments of a wrong type fail as in Node', async () => {
    await agrees(`async (require, told) => {
      const zlib = require('zlib')
      const packed = zlib.gzipSync('some text')
      const later = (bytes) => new Promise((resolve) => zlib.gunzip(bytes, (error) => resolve([error.code, error.errno, error.message])))
      return [
        told(() => zlib.gunzipSync(Buffer.from('no gzip'))), told(() => zlib.gunzipSync(packed.subarray(0, 15))),
        told(() => zlib.gunzipSync(zlib.gzipSync(Buffer.alloc(1000)), { maxOutputLength: 10 })), told(() => zlib.gunzipSync(5)).error[1],
        told(() => zlib.gzipSync('a', { level: 50 })), told(() => zlib.gzipSync('a', { windowBits: 3 })), told(() => zlib.gunzip(packed)),
        told(() => zlib.brotliDecompressSync(Buffer.from('no brotli'))),
        told(() => zlib.inflateSync(zlib.deflateSync('abc', { dictionary: Buffer.from('abc') }))),
        zlib.inflateSync(zlib.deflateSync('abc', { dictionary: Buffer.from('abc') }), { dictionary: Buffer.from('abc') }).toString(),
        await later(Buffer.from('no gzip')), await later(packed.subarray(0, 15)),
        zlib.gunzipSync(packed.subarray(0, -8), { finishFlush: zlib.constants.Z_SYNC_FLUSH }).toString(),
        zlib.crc32('hello'), zlib.crc32(Buffer.from('lo'), zlib.crc32('hel')), zlib.constants.Z_BEST_COMPRESSION, zlib.codes.Z_OK, zlib.codes['-3'],
      ]
    }`)
  })

  test('an error thrown by a callback ends the run', async () => {
    expect(
      await outcomeOf("require('zlib').gzip('a', () => { throw new TypeError('of the script') })"),
    ).toMatchObject({ kind: 'failure', code: 'script_error', name: 'TypeError', message: 'of the script' })
  })

  test('a compression that takes long is refused, and the message says what to do', async () => {
    expect(await outcomeOf("require('zlib').brotliCompressSync(Buffer.alloc(1000000))")).toMatchObject({
      kind: 'failure',
      error_code: 'ERR_ZLIB_COST',
      message: expect.stringMatching(/lower quality/),
    })
    expect(await outcomeOf("require('zlib').gzip(Buffer.alloc(9000000), callback)")).toMatchObject({
      kind: 'failure',
      error_code: 'ERR_BUFFER_TOO_LARGE',
      message: expect.stringMatching(/use a stream/),
    })
  })

  test('zstd throws its own name', async () => {
    expect(await outcomeOf("require('zlib').zstdCompressSync('a')")).toMatchObject({
      kind: 'failure',
      message: 'zlib.zstdCompressSync is not available in the sandbox',
    })
  })
})

describe('streams', () => {
  test.each([
    ['Gzip', 'Gunzip'],
    ['Deflate', 'Inflate'],
    ['DeflateRaw', 'InflateRaw'],
    ['Gzip', 'Unzip'],
    ['BrotliCompress', 'BrotliDecompress'],
  ])('%s into %s gives the text back, however it is made', async (pack, unpack) => {
    await agrees(`(require) => new Promise((resolve, reject) => {
      const zlib = require('zlib')
      const { Readable, Transform } = require('stream')
      const options = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }
      const given = '${pack}'.startsWith('Brotli') ? options : undefined
      const packer = new zlib.${pack}(given), unpacker = zlib.create${unpack}()
      const called = zlib.${unpack}()
      const parts = []
      Readable.from(Array.from({ length: 50 }, (_, i) => Buffer.alloc(20000, 'part ' + i)))
        .pipe(packer).on('error', reject).pipe(unpacker).on('error', reject)
        .on('data', (part) => parts.push(part))
        .on('end', () => {
          const whole = Buffer.concat(parts)
          resolve([
            whole.length, require('crypto').createHash('sha1').update(whole).digest('hex'), packer.bytesWritten,
            unpacker instanceof zlib.${unpack}, unpacker instanceof Transform, called instanceof zlib.${unpack}, unpacker.constructor.name,
          ])
        })
    })`)
  })

  test('a slow reader gets everything, and a slow script is not treated as ended', async () => {
    const packed = gzipSync(Buffer.alloc(4_000_000, 'abcdefghij')).toString('base64')
    const body = `(require) => new Promise((resolve, reject) => {
      const unpacker = require('zlib').createGunzip()
      let length = 0
      unpacker.on('error', reject).on('end', () => resolve(length)).on('data', (part) => {
        length += part.length
        unpacker.pause()
        setTimeout(() => unpacker.resume(), 1)
      })
      unpacker.end(Buffer.from('${packed}', 'base64'))
    })`
    expect(await inSandbox(sandbox, body)).toBe(4_000_000)
  })

  test('flush returns the data so far', async () => {
    const body = `(require) => new Promise((resolve, reject) => {
      const zlib = require('zlib')
      const packer = zlib.createGzip(), unpacker = zlib.createGunzip()
      packer.on('error', reject).pipe(unpacker).on('error', reject)
      const texts = []
      unpacker.on('data', (part) => {
        texts.push(part.toString())
        if (texts.length === 1) { packer.write('second'); packer.flush(zlib.constants.Z_SYNC_FLUSH) }
        else resolve(texts)
      })
      packer.write('first')
      packer.flush(zlib.constants.Z_SYNC_FLUSH)
    })`
    expect(await inSandbox(sandbox, body)).toEqual(['first', 'second'])
  })

  test('damaged input is an error event, as in Node', async () => {
    await agrees(`(require) => new Promise((resolve) => {
      const unpacker = require('zlib').createGunzip()
      unpacker.on('error', (error) => resolve([error.code, error.errno, error.message])).resume()
      unpacker.end('no gzip')
    })`)
  })

  test('a stream that is never read and never ended keeps no run waiting', async () => {
    const { outcome, duration_ms } = await sandbox.run(`function (email, password, callback) {
      const packer = require('zlib').createGzip()
      packer.write('some text')
    }`)
    expect(outcome).toMatchObject({ kind: 'failure', code: 'no_callback' })
    expect(duration_ms).toBeLessThan(5000)
  })

  test('streams that a script forgets are limited in number, and those of earlier runs make room', async () => {
    const body = `
      const zlib = require('zlib')
      let failed
      for (let i = 0; i < Number(email); i++) zlib.createGzip().on('error', (error) => { failed = failed || error.code }).write('a')
      setTimeout(() => callback(null, { failed }), 100)`
    const source = `function (email, password, callback) { ${body} }`
    const again = (count: string) => sandbox.run(source, { connection_id: 'forgetful', args: [count, ''] })
    expect((await again('50')).outcome).toEqual({ kind: 'value', value: {} })
    expect((await again('60')).outcome).toEqual({ kind: 'value', value: {} })
    expect((await again('70')).outcome).toEqual({ kind: 'value', value: { failed: 'ERR_ZLIB_STREAMS' } })
  })
})

describe('N6: decompressed data counts', () => {
  const BOMB_BYTES = 60_000_000
  const bombs = {
    gunzip: gzipSync(Buffer.alloc(BOMB_BYTES)),
    inflate: deflateSync(Buffer.alloc(BOMB_BYTES)),
    inflateRaw: deflateRawSync(Buffer.alloc(BOMB_BYTES)),
    brotliDecompress: brotliCompressSync(Buffer.alloc(BOMB_BYTES), { params: { 1: 3 } }),
  }
  const text = (bomb: Buffer) => `Buffer.from('${bomb.toString('base64')}', 'base64')`

  /** Resident memory of the only runner, in MiB, at its highest while a run goes on. */
  async function peakOf<T>(work: Promise<T>): Promise<{ result: T; peak_mb: number }> {
    const { readFileSync } = await import('node:fs')
    const [runner] = sandbox
      .runtime()
      .stats()
      .runners.filter(({ tenant_id }) => tenant_id !== undefined)
    let peak_mb = 0
    const watch = setInterval(() => {
      const pages = Number(readFileSync(`/proc/${runner?.pid}/statm`, 'utf8').split(' ')[1])
      peak_mb = Math.max(peak_mb, (pages * 4096) / 1024 / 1024)
    }, 5)
    try {
      return { result: await work, peak_mb }
    } finally {
      clearInterval(watch)
    }
  }

  test.each(Object.entries(bombs))(
    'N6: a bomb for %s ends as script_limit, whole, later and as a stream',
    async (mode, bomb) => {
      expect(bomb.length * 900).toBeLessThan(BOMB_BYTES)
      const ways = [
        `callback(null, { length: zlib.${mode}Sync(bomb).length })`,
        `zlib.${mode}(bomb, (error, all) => callback(error, { length: all && all.length }))`,
        `const unpacker = zlib.create${mode[0]?.toUpperCase()}${mode.slice(1)}()
       let length = 0
       unpacker.on('data', (part) => { length += part.length }).on('end', () => callback(null, { length })).on('error', callback)
       unpacker.end(bomb)`,
      ]
      for (const way of ways) {
        expect(await outcomeOf(`const zlib = require('zlib'), bomb = ${text(bomb)}; ${way}`)).toMatchObject({
          kind: 'failure',
          code: 'script_limit',
          message: 'The script unpacked more than 33554432 bytes.',
        })
      }
    },
  )

  test('N6: many small bombs of one run count together', async () => {
    const small = gzipSync(Buffer.alloc(1_000_000))
    const body = `const zlib = require('zlib'), small = ${text(small)}
      for (let i = 0; i < 40; i++) zlib.gunzipSync(small)
      callback(null, {})`
    expect(await outcomeOf(body)).toMatchObject({ kind: 'failure', code: 'script_limit' })
    expect(await outcomeOf(body.replace('40', '20'))).toMatchObject({ kind: 'value' })
  })

  test('N6: a bomb that nobody reads stays packed, and the runner grows by less than 64 MiB', async () => {
    await outcomeOf('callback(null, {})')
    const body = `
      const unpacker = require('zlib').createGunzip()
      unpacker.on('error', callback)
      unpacker.end(${text(bombs.gunzip)})
      setTimeout(() => callback(null, { unread: unpacker.readableLength }), 500)`
    const before = await peakOf(outcomeOf('setTimeout(() => callback(null, {}), 50)'))
    const { result, peak_mb } = await peakOf(outcomeOf(body))
    const { unread } = (result.kind === 'value' ? result.value : {}) as { unread?: number }
    expect(unread).toBeGreaterThan(0)
    expect(unread).toBeLessThan(2 * 1024 * 1024)
    expect(peak_mb - before.peak_mb).toBeLessThan(64)
  })
})
