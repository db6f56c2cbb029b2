/** The MongoDB drivers of every generation, unmocked, by the calls that they share. @module */
import { createRequire } from 'node:module'

/** The generations, as their aliases in package.json. */
export const MONGO_DRIVERS = ['mongodb', 'mongodb-6', 'mongodb-5', 'mongodb-4', 'mongodb-3'] as const

type Fields = { [field: string]: unknown }

/** A collection, as far as all generations agree. */
export interface MongoCollection {
  insertOne(document: Fields): Promise<{ insertedId: unknown }>
  insertMany(documents: Fields[], options?: Fields): Promise<{ insertedCount: number }>
  findOne(query: Fields, options?: Fields): Promise<Fields | null>
  find(
    query: Fields,
    options?: Fields,
  ): { sort(order: Fields): { toArray(): Promise<Fields[]> }; toArray(): Promise<Fields[]> }
  updateOne(query: Fields, change: Fields | Fields[], options?: Fields): Promise<Fields>
  updateMany(query: Fields, change: Fields): Promise<{ modifiedCount: number }>
  replaceOne(query: Fields, document: Fields): Promise<Fields>
  findOneAndUpdate(query: Fields, change: Fields, options: Fields): Promise<Fields>
  deleteOne(query: Fields): Promise<{ deletedCount: number }>
  deleteMany(query: Fields): Promise<{ deletedCount: number }>
  countDocuments(query: Fields): Promise<number>
  distinct(key: string): Promise<unknown[]>
  aggregate(pipeline: Fields[]): { toArray(): Promise<Fields[]> }
  createIndex(key: Fields, options: Fields): Promise<string>
  drop(): Promise<boolean>
}

/** A client. */
export interface MongoClient {
  connect(): Promise<unknown>
  close(): Promise<void>
  db(name?: string): {
    collection(name: string): MongoCollection
    command(fields: Fields): Promise<Fields>
    listCollections(): { toArray(): Promise<Fields[]> }
  }
  startSession(): {
    withTransaction(body: () => Promise<unknown>): Promise<unknown>
    endSession(): Promise<unknown>
  }
}

/** A driver. */
export interface MongoDriver {
  MongoClient: new (url: string, options?: Fields) => MongoClient
  ObjectId: new (hex?: string) => { toHexString(): string }
}

/** Loads one generation. */
export function loadMongoDriver(name: (typeof MONGO_DRIVERS)[number]): MongoDriver {
  return createRequire(import.meta.url)(name) as MongoDriver
}

/** A client that gives up soon; the 3 series needs to be told to use its newer topology. */
export function mongoClient(
  name: (typeof MONGO_DRIVERS)[number],
  url: string,
  options: Fields = {},
): MongoClient {
  const { MongoClient } = loadMongoDriver(name)
  const topology = name === 'mongodb-3' ? { useUnifiedTopology: true } : {}
  return new MongoClient(url, { serverSelectionTimeoutMS: 1_500, ...topology, ...options })
}
