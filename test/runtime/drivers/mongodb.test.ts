import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useSandbox } from '../../support/sandbox.ts'
import { freePort } from '../../support/servers.ts'
import type { UsedMongo } from '../../support/use-mongo.ts'
import { useMongo } from '../../support/use-mongo.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32', '::1/128'] })
const QUOTES = `O'Hara "Ø" {$gt: ''} \\ 日本 🦊`

let mongo: UsedMongo
beforeAll(async () => {
  mongo = await useMongo()
})
afterAll(() => mongo.close())

/** Runs the body of an async function with `db` of a connected client. */
async function inDriver(request: string, body: string, more: { [name: string]: string } = {}) {
  const { outcome } = await sandbox.run(
    `async function (email, password, callback) {
      const mongodb = require('${request}')
      const client = new mongodb.MongoClient(configuration.url, {
        ${request.endsWith('@3') ? 'useUnifiedTopology: true, ' : ''}serverSelectionTimeoutMS: 500
      })
      try {
        await client.connect()
        const db = client.db(configuration.database)
        callback(null, { id: 1, value: await (async () => { ${body} })() })
      } catch (error) {
        callback(error)
      } finally {
        await client.close()
      }
    }`,
    {
      configuration: { values: { url: mongo.url, database: mongo.database, QUOTES, ...more }, revision: '1' },
    },
  )
  return outcome.kind === 'value' ? (outcome.value as { value: unknown }).value : outcome
}

test('R13: a server that is down is reported at the time limit when the driver would retry longer', async () => {
  const { outcome } = await sandbox.run(
    `async function (email, password, callback) {
      await new (require('mongodb').MongoClient)('mongodb://127.0.0.1:${await freePort()}/').connect()
    }`,
    { limits: { wall_ms: 1_500 } },
  )
  expect(outcome).toMatchObject({ code: 'legacy_unavailable', error_code: 'ECONNREFUSED' })
})

describe.each(['mongodb', 'mongodb@6', 'mongodb@5', 'mongodb@4', 'mongodb@3'])(
  '%s inside the sandbox',
  (request) => {
    const collection = `c${request.replace(/\W/g, '_')}`

    test('stores a document and finds it by its email and by its id, with types and letters intact', async () => {
      expect(
        await inDriver(
          request,
          `const users = db.collection('${collection}')
        const { insertedId } = await users.insertOne({
          email: 'ana@x.test', name: configuration.QUOTES, created: new Date(86400000), n: 1.5, bytes: Buffer.from([0, 255])
        })
        const found = await users.findOne({ email: 'ana@x.test' })
        const same = await users.findOne({ _id: new mongodb.ObjectId(insertedId.toHexString()) })
        return [found.name, found.created, found.n, found.bytes.buffer.length, same.email, found._id.equals(insertedId),
          await users.findOne({ _id: String(insertedId) })]`,
        ),
      ).toEqual([QUOTES, '1970-01-02T00:00:00.000Z', 1.5, 2, 'ana@x.test', true, null])
    })

    test('refuses a second document with the same key', async () => {
      expect(
        await inDriver(
          request,
          `const users = db.collection('${collection}_unique')
        await users.createIndex({ email: 1 }, { unique: true })
        await users.insertOne({ email: 'b@x.test' })
        return users.insertOne({ email: 'b@x.test' }).catch((error) => [error.name, error.code])`,
        ),
      ).toEqual([expect.stringMatching(/^Mongo(Server)?Error$/), 11000])
    })

    test('updates, deletes, counts, and reads more than one batch in order', async () => {
      expect(
        await inDriver(
          request,
          `const many = db.collection('${collection}_many')
        await many.insertMany(Array.from({ length: 250 }, (_, n) => ({ n })))
        const { modifiedCount } = await many.updateMany({ n: { $lt: 3 } }, { $set: { low: true } })
        const { deletedCount } = await many.deleteOne({ n: 249 })
        const found = await many.find({}, { batchSize: 40 }).sort({ n: -1 }).toArray()
        return [modifiedCount, deletedCount, await many.countDocuments({}), found.length, found[0].n, found[248].n]`,
        ),
      ).toEqual([3, 1, 249, 249, 248, 0])
    })

    test('reports a wrong password as such', async () => {
      const url = new URL(mongo.url)
      url.password = 'wrong'
      expect(await inDriver(request, 'return 1', { url: url.href })).toMatchObject({
        kind: 'failure',
        code: 'script_error',
        message: expect.stringMatching(/authentication/i),
      })
    })

    test('R13: a server that is down is distinguished from an error of the script', async () => {
      const url = `mongodb://127.0.0.1:${await freePort()}/`
      expect(await inDriver(request, 'return 1', { url })).toMatchObject({ code: 'legacy_unavailable' })
    })
  },
)
