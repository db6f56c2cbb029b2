import { afterAll, beforeAll, expect, test } from 'vitest'
import { useSandbox } from '../../support/sandbox.ts'
import type { UsedMongo } from '../../support/use-mongo.ts'
import { useMongo } from '../../support/use-mongo.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })

let mongo: UsedMongo
beforeAll(async () => {
  mongo = await useMongo()
})
afterAll(() => mongo.close())

let collections = 0

/** Runs a body with `db`, `users` (an empty collection), and `done(err, value)`; `db` as version 2 gave it. */
async function run(body: string) {
  const { outcome } = await sandbox.run(
    `function (email, password, callback) {
      require('mongodb@2.2').MongoClient.connect(configuration.url, function (err, client) {
        if (err) return callback(err)
        var db = client.db(configuration.database), users = db.collection(configuration.collection)
        var done = function (err, value) {
          client.close(true, function () { callback(err, { id: 1, value: value }) })
        }
        ${body}
      })
    }`,
    {
      configuration: {
        values: { url: mongo.url, database: mongo.database, collection: `c${++collections}` },
        revision: '1',
      },
    },
  )
  return outcome.kind === 'value' ? (outcome.value as { value: unknown }).value : outcome
}

test('insert reports the stored documents, one and many', async () => {
  const body = `
    users.insert({ n: 1 }, { w: 1 }, function (err, one) {
      users.insert([{ n: 2 }, { n: 3 }], function (err, many) {
        done(err, [one.result, one.ops[0].n, one.insertedCount, one.insertedIds.length, many.result.n, many.ops.length,
          many.insertedIds.length, many[1].n, many.length])
      })
    })`
  expect(await run(body)).toEqual([{ ok: 1, n: 1 }, 1, 1, 1, 2, 2, 2, 3, 2])
})

test('update changes one, many, or the whole document', async () => {
  const body = `
    users.insert([{ n: 1 }, { n: 1 }, { n: 2 }], function () {
      users.update({ n: 1 }, { $set: { seen: true } }, function (err, one) {
        users.update({ n: 1 }, { $set: { seen: true } }, { multi: true }, function (err, many) {
          users.update({ n: 2 }, { whole: true }, function (err, whole) {
            users.update({ n: 9 }, { $set: { x: 1 } }, { upsert: true }, function (err, upserted) {
              users.count({ whole: true, n: { $exists: false } }, function (err, count) {
                done(err, [one.result.n, one.result.nModified, many.result.n, whole.result.n, upserted.result.n, count])
              })
            })
          })
        })
      })
    })`
  expect(await run(body)).toEqual([1, 1, 2, 1, 1, 1])
})

test('remove takes all that match, or a single one; save inserts and replaces', async () => {
  const body = `
    users.insert([{ n: 1 }, { n: 1 }, { n: 2 }, { n: 2 }], function () {
      users.remove({ n: 1 }, { single: true }, function (err, single) {
        users.remove({ n: 2 }, function (err, all) {
          users.save({ n: 5 }, function (err, saved) {
            users.save({ _id: saved.ops[0]._id, n: 6 }, function (err) {
              users.find().sort({ n: 1 }).toArray(function (err, left) {
                users.remove(function (err, rest) {
                  done(err, [single.result.n, all.result.n, left.map(function (doc) { return doc.n }), rest > 1])
                })
              })
            })
          })
        })
      })
    })`
  expect(await run(body)).toEqual([1, 2, [1, 6], true])
})

test('findAndModify, findOneAndUpdate and the like return the document as value', async () => {
  const body = `
    users.insert([{ n: 1 }, { n: 2 }], function () {
      users.findAndModify({ n: 1 }, [['n', 1]], { $inc: { n: 10 } }, { new: true }, function (err, changed) {
        users.findOneAndUpdate({ n: 2 }, { $set: { x: 1 } }, { returnOriginal: false }, function (err, updated) {
          users.findAndRemove({ n: 11 }, [['n', 1]], function (err, removed) {
            done(err, [changed.value.n, updated.value.x, removed.value.n])
          })
        })
      })
    })`
  expect(await run(body)).toEqual([11, 1, 11])
})

test('fields beside a query choose what is read, in every old way', async () => {
  const body = `
    users.insert({ a: 1, b: 2, c: 3 }, function () {
      users.findOne({ a: 1 }, { a: 1, _id: 0 }, function (err, plain) {
        users.findOne({ a: 1 }, { fields: { b: 1, _id: 0 } }, function (err, named) {
          users.find({}, ['c']).toArray(function (err, listed) {
            users.find({}, { sort: { a: 1 }, limit: 1 }).toArray(function (err, options) {
              done(err, [plain, named, listed[0].c, listed[0].a === undefined, Object.keys(options[0]).length])
            })
          })
        })
      })
    })`
  expect(await run(body)).toEqual([{ a: 1 }, { b: 2 }, 3, true, 4])
})

test('cursors are walked by callbacks', async () => {
  const body = `
    users.insert([{ n: 1 }, { n: 2 }, { n: 3 }], function () {
      var seen = []
      users.find().count(function (err, count) {
        var cursor = users.find().sort({ n: 1 })
        cursor.nextObject(function (err, first) {
          // forEach starts anew, as that of 2.2.36 does.
          cursor.forEach(function (doc) { seen.push(doc.n) }, function (err) {
            users.aggregate([{ $match: { n: { $gt: 1 } } }], function (err, found) {
              done(err, [count, first.n, seen, found.length])
            })
          })
        })
      })
    })`
  expect(await run(body)).toEqual([3, 1, [1, 2, 3], 2])
})

test('an error of the server has its old name and its code', async () => {
  const body = `
    users.ensureIndex({ n: 1 }, { unique: true }, function () {
      users.insert({ n: 1 }, function () {
        users.insert({ n: 1 }, function (err) { done(null, [err.name, err.code, err instanceof require('mongodb').MongoError]) })
      })
    })`
  expect(await run(body)).toEqual(['MongoError', 11000, true])
})

test('a throw in a callback ends the run as that error', async () => {
  expect(
    await run("users.findOne({}, function () { throw new Error('thrown in a callback') })"),
  ).toMatchObject({
    code: 'script_error',
    message: 'thrown in a callback',
  })
})

test('the current version is unchanged for scripts that await it, with the old options left out', async () => {
  const { outcome } = await sandbox.run(
    `async function (email, password, callback) {
      const { MongoClient, ObjectId } = require('mongodb')
      const client = new MongoClient(configuration.url, { useNewUrlParser: true, useUnifiedTopology: true, poolSize: 2 })
      await client.connect()
      const users = client.db(configuration.database).collection('awaited')
      const inserted = await users.insertOne({ n: 1 })
      const updated = await users.updateOne({ n: 1 }, { $set: { n: 2 } })
      const found = await users.findOneAndUpdate({ n: 2 }, { $set: { n: 3 } }, { returnDocument: 'after' })
      const walked = []
      for await (const { n } of users.find({}, { projection: { _id: 0 } })) walked.push(n)
      await client.close()
      callback(null, { id: 1, value: [inserted.insertedId instanceof ObjectId, Object.keys(updated), found.n, walked] })
    }`,
    { configuration: { values: { url: mongo.url, database: mongo.database }, revision: '1' } },
  )
  expect(outcome).toEqual({
    kind: 'value',
    value: {
      id: 1,
      value: [true, ['acknowledged', 'modifiedCount', 'upsertedId', 'upsertedCount', 'matchedCount'], 3, [3]],
    },
  })
})
