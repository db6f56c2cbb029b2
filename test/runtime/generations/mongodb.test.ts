import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cellsOf } from '../../support/generations.ts'
import type { MongoGeneration } from '../../support/mongo-double/generations.ts'
import { MONGO_GENERATIONS } from '../../support/mongo-double/generations.ts'
import type { MongoDouble } from '../../support/mongo-double/index.ts'
import { startMongoDouble } from '../../support/mongo-double/index.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const GENERATIONS = Object.keys(MONGO_GENERATIONS) as MongoGeneration[]

/** Logins as people wrote them; each takes what `configuration` has, and fails unless it finds ann. */
const LOGINS = {
  'mongodb@2': `function (email, password, callback) {
    require('mongodb@2.2.10').MongoClient.connect(configuration.url, { server: { poolSize: 1 } }, function (err, db) {
      if (err) return callback(err)
      db.collection('users').find({ email: email }, { email: 1 }).sort({ email: 1 }).toArray(function (err, found) {
        db.close()
        callback(err, found && found[0] && { id: String(found[0]._id), email: found[0].email })
      })
    })
  }`,
  'the module called': `function (email, password, callback) {
    var mongo = require('mongodb')
    mongo(configuration.url, function (db) {
      db.collection('users').update({ email: email }, { $set: { seen: true } }, function (err, result) {
        if (err || result.result.n !== 1) return callback(err || new Error('nobody'))
        db.collection('users').findOne({ email: email, seen: true }, function (err, user) {
          db.close()
          callback(err, user && { id: mongo.ObjectID(user._id.toHexString()).toString(), email: user.email })
        })
      })
    })
  }`,
  'the global mongo': `function (email, password, callback) {
    mongo(configuration.url, function (db) {
      db.collection('users').findOne({ email: email }, function (err, user) {
        db.close()
        callback(err, user && { id: ObjectID(user._id.toHexString()).toHexString(), email: user.email })
      })
    })
  }`,
  'unpinned, in the shape of version 2': `function (email, password, callback) {
    var MongoClient = require('mongodb').MongoClient
    MongoClient.connect(configuration.url, function (err, db) {
      if (err) return callback(err)
      db.collection('users').insert({ n: 1 }, { w: 1 }, function (err, inserted) {
        if (err || !inserted.ops[0]._id) return callback(err || new Error('nothing inserted'))
        db.collection('users').findOne({ email: email }, { email: 1 }, function (err, user) {
          db.close()
          callback(err, user && { id: String(user._id), email: user.email })
        })
      })
    })
  }`,
  'mongodb@3 as the published template has it': `function (email, password, callback) {
    const MongoClient = require('mongodb@3.1.4').MongoClient
    const client = new MongoClient(configuration.url)
    client.connect(function (err) {
      if (err) return callback(err)
      const users = client.db('legacy').collection('users')
      users.findOne({ email: email }, function (err, user) {
        client.close()
        callback(err, user && { id: user._id.toString(), email: user.email })
      })
    })
  }`,
}

/** What today's drivers are asked, in their own style. */
const awaiting = (request: string): string => `async function (email, password, callback) {
  const client = new (require('${request}').MongoClient)(configuration.url)
  try {
    await client.connect()
    const user = await client.db('legacy').collection('users').findOne({ email })
    callback(null, user && { id: String(user._id), email: user.email })
  } catch (error) {
    callback(error)
  } finally {
    await client.close()
  }
}`

const CELLS = cellsOf('mongodb')

/** The oldest server that a driver talks to, as the table says. */
const oldestOf = (request: string): string =>
  CELLS.find(([driver, , mark]) => driver === request && mark === 'works')?.[1] ?? 'none'

describe.each(GENERATIONS)('a server of the generation %s', (version) => {
  let mongo: MongoDouble
  beforeAll(async () => {
    mongo = await startMongoDouble({ user: 'app', password: 'p@ss:1', version })
    const { outcome } = await login(`function (email, password, callback) {
      require('mongodb@3').MongoClient.connect(configuration.url, function (err, client) {
        if (err) return callback(err)
        client.db('legacy').collection('users').insertOne({ email: email }, function (err) {
          client.close()
          callback(err, { id: 1 })
        })
      })
    }`)
    expect(outcome).toMatchObject({ kind: 'value' })
  })
  afterAll(() => mongo.close())

  function login(source: string, more: { url?: string } = {}) {
    const configuration = { values: { url: more.url ?? mongo.db('legacy') }, revision: '1' }
    // Isolates that are kept would count for the runner's memory.
    return sandbox.run(source, { configuration, args: ['ann@example.com', 'x'], throw_away: true })
  }

  test.each(Object.entries(LOGINS))('lets %s log in, read and write', async (_name, source) => {
    expect((await login(source)).outcome).toEqual({
      kind: 'value',
      value: { id: expect.stringMatching(/^[0-9a-f]{24}$/), email: 'ann@example.com' },
    })
  })

  test('refuses a wrong password of mongodb@2 as such', async () => {
    const url = mongo.db('legacy').replace('p%40ss', 'wrong')
    expect((await login(LOGINS['mongodb@2'], { url })).outcome).toMatchObject({
      code: 'script_error',
      message: expect.stringMatching(/auth/i),
    })
  })

  const cells = CELLS.filter(([request, server]) => server === version && request !== 'mongodb@2')

  test.each(cells)('lets %s in, or it says at once which pin works', async (request, _server, mark) => {
    const { outcome, duration_ms } = await login(awaiting(request))
    if (mark === 'works') {
      expect(outcome).toMatchObject({ kind: 'value', value: { email: 'ann@example.com' } })
      return
    }
    const works = cells.find(([, , other]) => other === 'works')?.[0]
    // Of two that start at the same release, the newer is named.
    expect(outcome).toMatchObject({
      kind: 'failure',
      code: 'script_error',
      message: `The MongoDB server at 127.0.0.1:${mongo.port} is older than ${oldestOf(request)} (its wire version is ${MONGO_GENERATIONS[version]}), which mongodb ${Number.parseInt(request.split('@')[1] ?? '7', 10)} needs: write require('${works}').`,
    })
    expect(duration_ms).toBeLessThan(5_000)
  })

  test('is in the table, with a cell for each driver', () => {
    expect(cells).toHaveLength(5)
  })
})

test.each([
  ['in the shape of version 2', LOGINS['unpinned, in the shape of version 2']],
  ['as the published template', LOGINS['mongodb@3 as the published template has it']],
  ['of today', awaiting('mongodb')],
])(
  'a script %s is told that no server is there, before its connections or its time are over',
  async (_name, source) => {
    const { outcome } = await sandbox.run(source, {
      configuration: { values: { url: 'mongodb://127.0.0.1:1/legacy' }, revision: '1' },
    })
    expect(outcome).toMatchObject({ code: 'legacy_unavailable', error_code: 'ECONNREFUSED' })
  },
)
