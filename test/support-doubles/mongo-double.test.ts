import { createConnection } from 'node:net'
import { Binary, Long, ObjectId } from 'bson'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MongoDouble } from '../support/mongo-double/index.ts'
import { startMongoDouble } from '../support/mongo-double/index.ts'
import { crc32c, createSplitter, encodeMsg } from '../support/mongo-double/wire.ts'
import type { MongoClient } from './mongo-drivers.ts'
import { loadMongoDriver, mongoClient } from './mongo-drivers.ts'

const QUOTES = `O'Hara "Ø" {$gt: ''} \\ 日本 🦊`
const PASSWORD = 'p@ss,=é/:%'

describe('the MongoDB double', () => {
  let mongo: MongoDouble
  let client: MongoClient
  beforeAll(async () => {
    mongo = await startMongoDouble({ user: 'app', password: PASSWORD })
    client = mongoClient('mongodb', mongo.db('legacy'))
    await client.connect()
  })
  afterAll(async () => {
    await client.close()
    await mongo.close()
  })

  test('is gone when it is stopped, and has its documents when it is started again on the same port', async () => {
    const kept = await startMongoDouble({ user: 'app', password: PASSWORD })
    const before = mongoClient('mongodb', kept.url)
    await before.db('legacy').collection('kept').insertOne({ n: 7 })
    await before.close()
    await kept.stop()
    const down = mongoClient('mongodb', kept.url, { serverSelectionTimeoutMS: 300 })
    await expect(down.connect()).rejects.toThrow('ECONNREFUSED')
    await down.close()
    await kept.start()
    const again = mongoClient('mongodb', kept.url)
    expect(await again.db('legacy').collection('kept').findOne({})).toMatchObject({ n: 7 })
    await again.close()
    await kept.close()
  })

  test('lets the 3 series log in by OP_QUERY, as its older topology does', async () => {
    const { MongoClient } = loadMongoDriver('mongodb-3')
    const old = new MongoClient(mongo.db('legacy'), { useUnifiedTopology: false })
    await old.connect()
    await old.db('legacy').collection('old').insertOne({ name: QUOTES })
    expect(await old.db('legacy').collection('old').findOne({})).toMatchObject({ name: QUOTES })
    await old.close()
  })

  test('gives an upserted document the id of its query, or of $setOnInsert', async () => {
    const c = client.db('legacy').collection('ids')
    await c.updateOne({ _id: 5 }, { $set: { 'name.first': 'Ann' } }, { upsert: true })
    await c.updateOne({ email: 'b@x.test' }, { $setOnInsert: { _id: 6 } }, { upsert: true })
    expect(await c.find({}).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 5, name: { first: 'Ann' } },
      { _id: 6, email: 'b@x.test' },
    ])
  })

  test('lets nobody read before they have logged in', async () => {
    const stranger = mongoClient('mongodb', `mongodb://${mongo.host}:${mongo.port}/legacy`)
    await expect(stranger.db('legacy').collection('users').findOne({})).rejects.toMatchObject({ code: 13 })
    await stranger.close()
  })

  test.each([
    ['an unknown command', { nonsense: 1 }, 59],
    ['an unknown query operator', { find: 'c', filter: { a: { $nonsense: 1 } } }, 2],
    ['a filter that is no document', { find: 'c', filter: 'x' }, 14],
    ['a pipeline without cursor', { aggregate: 'c', pipeline: [] }, 14],
    ['a transaction', { insert: 'c', documents: [{}], txnNumber: Long.fromNumber(1), autocommit: false }, 20],
    ['a collation', { find: 'c', filter: {}, collation: { locale: 'en' } }, 115],
    ['an unknown cursor', { getMore: Long.fromNumber(999), collection: 'c' }, 43],
    ['a name with a dollar sign', { insert: 'a$b', documents: [{}] }, 73],
    ['an index that is not there', { dropIndexes: 'c', index: 'nope' }, 27],
    ['the indexes of no collection', { listIndexes: 'nowhere' }, 26],
    ['a stage that writes', { aggregate: 'c', pipeline: [{ $out: 'd' }], cursor: {} }, 115],
  ])('refuses %s with the code of a real server', async (_what, command, code) => {
    await expect(client.db('legacy').command(command)).rejects.toMatchObject({ code })
  })

  test.each([
    ['an unknown operator', { $nonsense: { a: 1 } }, 9],
    ['a change of the id', { $set: { _id: 2 } }, 66],
    ['two operators on one path', { $set: { n: 1 }, $inc: { n: 1 } }, 40],
    ['adding to a text', { $inc: { text: 1 } }, 14],
    ['pushing onto a text', { $push: { text: 1 } }, 2],
  ])('refuses %s in an update', async (_what, change, code) => {
    const c = client.db('legacy').collection('updates')
    await c.updateOne({ _id: 1 }, { $set: { text: 'x' } }, { upsert: true })
    await expect(c.updateOne({ _id: 1 }, change)).rejects.toMatchObject({ code })
  })

  test('updates by a pipeline', async () => {
    const c = client.db('legacy').collection('pipelines')
    await c.insertOne({ first: 'Ann', last: 'Lee' })
    await c.updateOne({}, [{ $set: { name: { $concat: ['$first', ' ', '$last'] } } }])
    expect(await c.findOne({})).toMatchObject({ name: 'Ann Lee' })
  })

  test('goes on after a duplicate in an unordered batch, and stops in an ordered one', async () => {
    for (const [ordered, count] of [
      [true, 1],
      [false, 2],
    ] as const) {
      const c = client.db('legacy').collection(`batch-${ordered}`)
      const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }]
      await expect(c.insertMany(documents, { ordered })).rejects.toMatchObject({ code: 11000 })
      expect(await c.countDocuments({})).toBe(count)
    }
  })

  test('keeps sparse and partial indexes unique only where they apply', async () => {
    const c = client.db('legacy').collection('sparse')
    await c.createIndex({ phone: 1 }, { unique: true, sparse: true })
    await c.createIndex({ name: 1 }, { unique: true, partialFilterExpression: { active: true } })
    await c.insertMany([{ name: 'a' }, { name: 'a' }, { name: 'a', active: true }])
    await expect(c.insertOne({ name: 'a', active: true, phone: 1 })).rejects.toMatchObject({ code: 11000 })
    await c.insertOne({ phone: 1 })
    await expect(c.insertOne({ phone: 1 })).rejects.toMatchObject({ code: 11000 })
  })

  test('makes no unique index over documents that are not', async () => {
    const c = client.db('legacy').collection('doubled')
    await c.insertMany([{ e: 'a' }, { e: 'a' }])
    await expect(c.createIndex({ e: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 })
  })

  test('tells binary data, ids and dates of equal look apart', async () => {
    const c = client.db('legacy').collection('types')
    const id = new ObjectId()
    const bytes = new Binary(Buffer.from([1, 2, 3]))
    await c.insertOne({ id, bytes })
    expect(await c.findOne({ id })).not.toBeNull()
    expect(await c.findOne({ id: id.toHexString() })).toBeNull()
    expect(await c.findOne({ bytes: new Binary(Buffer.from([1, 2, 3])) })).not.toBeNull()
    expect(await c.findOne({ bytes: new Binary(Buffer.from([1, 2, 4])) })).toBeNull()
  })

  test.each(['find', 'insert', 'ping'])(
    'refuses the command %s as OP_QUERY, as servers do since 5.1',
    async (name) => {
      const reply = await exchange(
        mongo.port,
        opQuery('legacy.$cmd', encodeMsg(0, 0, { [name]: 'c' }).subarray(21)),
      )
      expect(reply.toString('latin1')).toContain(`Unsupported OP_QUERY command: ${name}.`)
    },
  )

  test('refuses an OP_QUERY on a collection, and hangs up on other op codes of old', async () => {
    const empty = encodeMsg(0, 0, {}).subarray(21)
    const reply = await exchange(mongo.port, opQuery('legacy.users', empty))
    expect(reply.toString('latin1')).toContain('OP_QUERY is no longer supported')
    const insert = opQuery('legacy.users', empty)
    insert.writeInt32LE(2002, 12)
    expect(await exchange(mongo.port, insert)).toHaveLength(0)
  })

  test('verifies a checksum when there is one', async () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
    const message = Buffer.concat([encodeMsg(1, 0, { ping: 1, $db: 'admin' }), Buffer.alloc(4)])
    message.writeInt32LE(message.length, 0)
    message.writeUInt32LE(1, 16)
    message.writeUInt32LE(crc32c(message.subarray(0, -4)), message.length - 4)
    expect((await exchange(mongo.port, message)).readInt32LE(12)).toBe(2013)
    message.writeUInt32LE(0, message.length - 4)
    expect(await exchange(mongo.port, message)).toHaveLength(0)
  })

  test('hangs up on bytes that are not MongoDB', async () => {
    expect(await exchange(mongo.port, Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))).toHaveLength(0)
  })
})

/** Sends bytes and returns the first message of the answer, or nothing when the server hangs up. */
async function exchange(port: number, bytes: Buffer): Promise<Buffer> {
  const socket = createConnection({ port, host: '127.0.0.1' })
  const split = createSplitter()
  try {
    return await new Promise((resolve, reject) => {
      socket.on('data', (data: Buffer) => {
        const [message] = split(data)
        if (message) resolve(message)
      })
      socket.on('close', () => resolve(Buffer.alloc(0)))
      socket.on('error', reject)
      socket.write(bytes)
    })
  } finally {
    socket.destroy()
  }
}

function opQuery(collection: string, document: Buffer): Buffer {
  const name = Buffer.from(`${collection}\0`)
  const bytes = Buffer.concat([Buffer.alloc(20), name, Buffer.alloc(8), document])
  bytes.writeInt32LE(bytes.length, 0)
  bytes.writeInt32LE(9, 4)
  bytes.writeInt32LE(2004, 12)
  return bytes
}
