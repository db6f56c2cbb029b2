/** MongoDB. Calls of versions 1 to 3 (`mongodb@2`) work as well. */
declare module 'mongodb' {
  type Document = { [field: string]: any }

  interface MongoClientOptions {
    serverSelectionTimeoutMS?: number
    connectTimeoutMS?: number
    maxPoolSize?: number
    authSource?: string
    auth?: { username: string; password: string }
    tls?: boolean
    tlsAllowInvalidCertificates?: boolean
    replicaSet?: string
    retryWrites?: boolean
  }

  interface FindOptions {
    projection?: Document
    sort?: Document
    limit?: number
    skip?: number
  }

  export class MongoClient {
    constructor(url: string, options?: MongoClientOptions)
    connect(): Promise<this>
    db(name?: string): Db
    close(force?: boolean): Promise<void>
    startSession(): object
    withSession<Result>(work: (session: object) => Promise<Result>): Promise<Result>
  }

  export class Db {
    readonly databaseName: string
    collection(name: string): Collection
    command(command: Document): Promise<Document>
    createCollection(name: string, options?: Document): Promise<Collection>
    dropCollection(name: string): Promise<boolean>
    collections(): Promise<Collection[]>
  }

  export class Collection {
    find(query?: Document, options?: FindOptions): FindCursor
    findOne(query?: Document, options?: FindOptions): Promise<Document | null>
    insertOne(document: Document): Promise<{ acknowledged: boolean; insertedId: ObjectId }>
    insertMany(
      documents: Document[],
    ): Promise<{ insertedCount: number; insertedIds: { [index: number]: ObjectId } }>
    updateOne(query: Document, change: Document, options?: { upsert?: boolean }): Promise<UpdateResult>
    updateMany(query: Document, change: Document, options?: { upsert?: boolean }): Promise<UpdateResult>
    replaceOne(query: Document, document: Document, options?: { upsert?: boolean }): Promise<UpdateResult>
    deleteOne(query: Document): Promise<{ deletedCount: number }>
    deleteMany(query: Document): Promise<{ deletedCount: number }>
    findOneAndUpdate(query: Document, change: Document, options?: Document): Promise<any>
    findOneAndDelete(query: Document, options?: Document): Promise<any>
    countDocuments(query?: Document): Promise<number>
    distinct(field: string, query?: Document): Promise<any[]>
    aggregate(pipeline: Document[]): AggregationCursor
    createIndex(keys: Document, options?: Document): Promise<string>
  }

  interface UpdateResult {
    matchedCount: number
    modifiedCount: number
    upsertedCount: number
    upsertedId: ObjectId | null
  }

  /** @made new it.MongoClient('mongodb://localhost').db('a').collection('b').find() */
  interface FindCursor extends AsyncIterable<Document> {
    sort(order: Document): this
    limit(count: number): this
    skip(count: number): this
    project(fields: Document): this
    toArray(): Promise<Document[]>
    next(): Promise<Document | null>
    hasNext(): Promise<boolean>
    forEach(work: (document: Document) => void): Promise<void>
    close(): Promise<void>
  }

  /** @made new it.MongoClient('mongodb://localhost').db('a').collection('b').aggregate([]) */
  interface AggregationCursor extends AsyncIterable<Document> {
    toArray(): Promise<Document[]>
    next(): Promise<Document | null>
  }

  export class ObjectId {
    constructor(hex?: string)
    static isValid(value: unknown): boolean
    static createFromHexString(hex: string): ObjectId
    toHexString(): string
    equals(other: unknown): boolean
    getTimestamp(): Date
  }
  export class Binary {
    constructor(bytes: Uint8Array)
  }
  export class Long {
    static fromNumber(value: number): Long
    toNumber(): number
  }
  export class Double {
    constructor(value: number)
  }
  export class Decimal128 {
    static fromString(text: string): Decimal128
  }
  export class Timestamp {}
  /** An error of the driver or the server; `code` is 11000 for a duplicate. */
  export class MongoError extends Error {
    code?: number | string
  }
  export class MongoServerError extends MongoError {}
}
