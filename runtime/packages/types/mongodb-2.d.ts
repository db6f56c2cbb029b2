/**
 * MongoDB, the calls of version 2 over version 3, which talks to servers from 2.6 to today's. The module may be called: `mongodb(url, function (db) {…})`, as the
 * global `mongo`. Each call takes a callback as its last argument, or gives a promise.
 */
declare module 'mongodb@2' {
  type Document = { [field: string]: any }
  type Callback<Value> = (error: Error | null, value: Value) => void

  /** What the server said; `n` documents were stored, found or removed. */
  interface WriteResult {
    result: { ok: number; n: number; nModified?: number }
    ops: Document[]
    insertedCount: number
    insertedIds: ObjectID[]
  }

  export class MongoClient {
    constructor(url?: string, options?: Document)
    static connect(url: string, callback: Callback<Database>): void
    static connect(url: string, options: Document, callback?: Callback<Database>): Promise<Database>
    connect(callback?: Callback<Database>): Promise<Database>
    db(name?: string): Db
    close(callback?: Callback<void>): Promise<void>
    isConnected(): boolean
  }

  /** The database of the URL, which is its client too. */
  interface Database extends MongoClient {
    readonly databaseName: string
    collection(name: string): Collection
    command(command: Document, callback?: Callback<Document>): Promise<Document>
  }

  export class Db {
    collection(name: string): Collection
    command(command: Document, callback?: Callback<Document>): Promise<Document>
    ensureIndex(collection: string, keys: Document, options?: Document): Promise<string>
  }

  export class Collection {
    /** Fields to read, or options, come after the query. */
    find(query?: Document, fields?: Document, options?: Document): Cursor
    findOne(
      query: Document,
      fields?: Document,
      callback?: Callback<Document | null>,
    ): Promise<Document | null>
    insert(
      documents: Document | Document[],
      options?: Document,
      callback?: Callback<WriteResult>,
    ): Promise<WriteResult>
    /** Without operators it replaces; `multi: true` changes all that match. */
    update(
      query: Document,
      change: Document,
      options?: { multi?: boolean; upsert?: boolean },
      callback?: Callback<WriteResult>,
    ): Promise<WriteResult>
    remove(
      query?: Document,
      options?: { single?: boolean },
      callback?: Callback<WriteResult>,
    ): Promise<WriteResult>
    save(document: Document, options?: Document, callback?: Callback<WriteResult>): Promise<WriteResult>
    count(query?: Document, callback?: Callback<number>): Promise<number>
    findAndModify(
      query: Document,
      sort: any[],
      change: Document,
      options?: Document,
      callback?: Callback<{ value: any }>,
    ): Promise<{ value: any }>
    findAndRemove(query: Document, sort: any[], callback?: Callback<{ value: any }>): Promise<{ value: any }>
    ensureIndex(keys: Document, options?: Document, callback?: Callback<string>): Promise<string>
    distinct(field: string, query?: Document, callback?: Callback<any[]>): Promise<any[]>
    /** With a callback it gives the documents, else a cursor. */
    aggregate(pipeline: Document[], callback?: Callback<Document[]>): Cursor
    insertOne(document: Document, callback?: Callback<WriteResult>): Promise<WriteResult>
    insertMany(documents: Document[], callback?: Callback<WriteResult>): Promise<WriteResult>
    updateOne(query: Document, change: Document, callback?: Callback<WriteResult>): Promise<WriteResult>
    updateMany(query: Document, change: Document, callback?: Callback<WriteResult>): Promise<WriteResult>
    deleteOne(query: Document, callback?: Callback<WriteResult>): Promise<WriteResult>
    deleteMany(query: Document, callback?: Callback<WriteResult>): Promise<WriteResult>
  }

  /** @made Object.create(it.Cursor.prototype) */
  interface Cursor {
    sort(order: Document | any[] | string): this
    limit(count: number): this
    skip(count: number): this
    toArray(callback?: Callback<Document[]>): Promise<Document[]>
    next(callback?: Callback<Document | null>): Promise<Document | null>
    nextObject(callback?: Callback<Document | null>): Promise<Document | null>
    /** Called with each document, and with null at the end. */
    each(callback: Callback<Document | null>): void
    forEach(work: (document: Document) => void, done?: (error: Error | null) => void): void
    count(callback?: Callback<number>): Promise<number>
    close(callback?: Callback<void>): Promise<void>
  }

  /** May be called without `new`. */
  export class ObjectID {
    constructor(hex?: string)
    static isValid(value: unknown): boolean
    toHexString(): string
    equals(other: unknown): boolean
  }
  export const ObjectId: typeof ObjectID
  export function connect(url: string, callback: Callback<Database>): Promise<Database>
}
