import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { MongoDouble } from '../support/mongo-double/index.ts'
import { startMongoDouble } from '../support/mongo-double/index.ts'
import { certificates } from '../support/tls.ts'
import type { UsedMongo } from '../support/use-mongo.ts'
import { useMongo } from '../support/use-mongo.ts'
import type { MongoClient, MongoCollection } from './mongo-drivers.ts'
import { loadMongoDriver, MONGO_DRIVERS, mongoClient } from './mongo-drivers.ts'

const QUOTES = `O'Hara "Ø" {$gt: ''} \\ 日本 🦊`
const PASSWORD = 'p@ss,=é/:%'

describe.each(MONGO_DRIVERS)('the driver %s, unmocked, against a MongoDB', (driver) => {
  let mongo: UsedMongo
  let client: MongoClient
  let users: MongoCollection
  beforeAll(async () => {
    mongo = await useMongo({ password: PASSWORD })
    client = mongoClient(driver, mongo.url)
    await client.connect()
    users = client.db(mongo.database).collection('users')
    await users.createIndex({ email: 1 }, { unique: true })
  })
  afterAll(async () => {
    await client.close()
    await mongo.close()
  })

  test('stores a document and finds it by its email and by its id, with types and letters intact', async () => {
    const created = new Date('2026-01-02T03:04:05.006Z')
    const { insertedId } = await users.insertOne({
      email: 'ana@x.test',
      name: QUOTES,
      created,
      tags: ['a'],
      n: 1.5,
    })
    const by_email = await users.findOne({ email: 'ana@x.test' })
    expect(by_email).toMatchObject({ name: QUOTES, created, tags: ['a'], n: 1.5 })
    const driver_id = new (loadMongoDriver(driver).ObjectId)(String(insertedId))
    expect(await users.findOne({ _id: driver_id })).toMatchObject({ email: 'ana@x.test' })
    expect(await users.findOne({ _id: String(insertedId) })).toBeNull()
  })

  test('refuses a second document with the same key, with 11000 and the key', async () => {
    await users.insertOne({ email: QUOTES })
    await expect(users.insertOne({ email: QUOTES })).rejects.toMatchObject({
      code: 11000,
      message: expect.stringContaining('E11000 duplicate key error'),
    })
    expect(await users.countDocuments({ email: QUOTES })).toBe(1)
  })

  test('updates, upserts, replaces and deletes, and says how many', async () => {
    await users.insertOne({ email: 'u@x.test', n: 1 })
    expect(
      await users.updateOne(
        { email: 'u@x.test' },
        { $set: { password: 'z' }, $inc: { n: 2 }, $push: { tags: 'b' } },
      ),
    ).toMatchObject({ modifiedCount: 1 })
    expect(await users.updateOne({ email: 'u@x.test' }, { $set: { password: 'z' } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 0,
    })
    expect(await users.findOne({ email: 'u@x.test' })).toMatchObject({ password: 'z', n: 3, tags: ['b'] })
    await users.updateOne(
      { email: 'new@x.test' },
      { $set: { k: 1 }, $setOnInsert: { o: 2 } },
      { upsert: true },
    )
    expect(await users.findOne({ email: 'new@x.test' })).toMatchObject({ k: 1, o: 2 })
    await users.replaceOne({ email: 'new@x.test' }, { email: 'new@x.test', only: true })
    const replaced = await users.findOne({ email: 'new@x.test' })
    expect(Object.keys(replaced ?? {})).toEqual(['_id', 'email', 'only'])
    expect(await users.updateMany({ email: /x\.test$/ }, { $set: { seen: true } })).toMatchObject({
      modifiedCount: 3,
    })
    expect(await users.deleteOne({ email: 'u@x.test' })).toMatchObject({ deletedCount: 1 })
    expect(await users.deleteOne({ email: 'u@x.test' })).toMatchObject({ deletedCount: 0 })
  })

  test('changes one document and returns it', async () => {
    await users.insertOne({ email: 'f@x.test', n: 1 })
    const after = driver === 'mongodb-3' ? { returnOriginal: false } : { returnDocument: 'after' }
    const result = await users.findOneAndUpdate({ email: 'f@x.test' }, { $inc: { n: 1 } }, after)
    expect('value' in result ? result.value : result).toMatchObject({ email: 'f@x.test', n: 2 })
  })

  test('reads more documents than one batch holds, in order, and aggregates them', async () => {
    const many = client.db(mongo.database).collection('many')
    const documents = Array.from({ length: 250 }, (_, n) => ({ n, odd: n % 2 === 1 }))
    expect(await many.insertMany(documents)).toMatchObject({ insertedCount: 250 })
    const found = await many.find({}, { batchSize: 40 }).sort({ n: -1 }).toArray()
    expect(found.map(({ n }) => n)).toEqual(documents.map(({ n }) => n).reverse())
    const sums = await many
      .aggregate([{ $group: { _id: '$odd', sum: { $sum: '$n' } } }, { $sort: { _id: 1 } }])
      .toArray()
    expect(sums).toEqual([
      { _id: false, sum: 15_500 },
      { _id: true, sum: 15_625 },
    ])
    expect((await many.distinct('odd')).sort()).toEqual([false, true])
    const names = await client.db(mongo.database).listCollections().toArray()
    expect(names.map(({ name }) => name)).toContain('many')
    await many.drop()
    expect(await many.countDocuments({})).toBe(0)
  })

  test('tells that a wrong password is wrong, and that an unknown user is', async () => {
    for (const [user, password] of [
      [mongo.user, 'wrong'],
      ['nobody', PASSWORD],
    ] as const) {
      const url = new URL(mongo.url)
      url.username = user
      url.password = encodeURIComponent(password)
      const stranger = mongoClient(driver, url.href)
      await expect(stranger.connect()).rejects.toMatchObject({ code: 18 })
      await stranger.close()
    }
  })

  test.each(['SCRAM-SHA-1', 'SCRAM-SHA-256'])('logs in with %s', async (authMechanism) => {
    const other = mongoClient(driver, mongo.url, { authMechanism })
    await other.connect()
    expect(await other.db(mongo.database).command({ ping: 1 })).toMatchObject({ ok: 1 })
    await other.close()
  })
})

describe.each(MONGO_DRIVERS)('the driver %s and TLS', (driver) => {
  let mongo: MongoDouble
  beforeAll(async () => {
    const { cert, key } = certificates(inject('serverPlans').run_dir)
    mongo = await startMongoDouble({ user: 'app', password: PASSWORD, tls: { cert, key } })
  })
  afterAll(() => mongo.close())

  test('logs in over TLS when it knows the authority, and not when it does not', async () => {
    const { run_dir } = inject('serverPlans')
    const trusting = mongoClient(driver, mongo.db('legacy'), { tlsCAFile: `${run_dir}/tls/ca.pem` })
    await trusting.connect()
    expect(await trusting.db('legacy').command({ ping: 1 })).toMatchObject({ ok: 1 })
    await trusting.close()
    const doubting = mongoClient(driver, mongo.db('legacy'), {
      tlsCAFile: `${run_dir}/tls/other-ca.pem`,
      serverSelectionTimeoutMS: 250,
    })
    await expect(doubting.connect()).rejects.toThrow(/certificate/)
    await doubting.close()
  })

  test('gets no answer without TLS', async () => {
    const plain = mongoClient(driver, mongo.db('legacy').replace('&tls=true', ''), {
      serverSelectionTimeoutMS: 250,
    })
    await expect(plain.connect()).rejects.toThrow()
    await plain.close()
  })
})
