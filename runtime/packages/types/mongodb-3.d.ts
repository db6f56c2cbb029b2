/** MongoDB, version 3: promises, or a callback as the last argument. Say `useUnifiedTopology: true`. */
declare module 'mongodb@3' {
  type Document = { [field: string]: any }
  type Callback<Value> = (error: Error | null, value: Value) => void
  type WriteResult = { result: { ok: number; n: number; nModified?: number } }

  export class MongoClient {
    constructor(
      url: string,
      options?: { useUnifiedTopology?: boolean; useNewUrlParser?: boolean; [option: string]: unknown },
    )
    static connect(url: string, options?: Document, callback?: Callback<MongoClient>): Promise<MongoClient>
    connect(callback?: Callback<MongoClient>): Promise<MongoClient>
    db(name?: string): Db
    close(callback?: Callback<void>): Promise<void>
    isConnected(): boolean
  }
  export class Db {
    collection(name: string): Collection
    command(command: Document, callback?: Callback<Document>): Promise<Document>
  }
  export class Collection {
    find(query?: Document, options?: Document): Cursor
    findOne(query: Document, callback?: Callback<Document | null>): Promise<Document | null>
    insertOne(
      document: Document,
      callback?: Callback<any>,
    ): Promise<WriteResult & { insertedId: ObjectId; ops: Document[] }>
    insertMany(documents: Document[], callback?: Callback<any>): Promise<WriteResult & { ops: Document[] }>
    updateOne(query: Document, change: Document, callback?: Callback<any>): Promise<WriteResult>
    updateMany(query: Document, change: Document, callback?: Callback<any>): Promise<WriteResult>
    deleteOne(query: Document, callback?: Callback<any>): Promise<WriteResult & { deletedCount: number }>
    deleteMany(query: Document, callback?: Callback<any>): Promise<WriteResult & { deletedCount: number }>
    findOneAndUpdate(
      query: Document,
      change: Document,
      options?: Document,
    ): Promise<{ value: Document | null }>
    countDocuments(query?: Document, callback?: Callback<number>): Promise<number>
    createIndex(keys: Document, options?: Document): Promise<string>
    aggregate(pipeline: Document[]): Cursor
    /** @deprecated */
    insert(documents: Document | Document[], callback?: Callback<any>): Promise<WriteResult>
    /** @deprecated */
    update(query: Document, change: Document, callback?: Callback<any>): Promise<WriteResult>
    /** @deprecated */
    remove(query: Document, callback?: Callback<any>): Promise<WriteResult>
  }
  export class Cursor {
    sort(order: Document): this
    limit(count: number): this
    skip(count: number): this
    project(fields: Document): this
    toArray(callback?: Callback<Document[]>): Promise<Document[]>
    next(callback?: Callback<Document | null>): Promise<Document | null>
    forEach(work: (document: Document) => void, done?: (error: Error | null) => void): Promise<void>
    close(): Promise<void>
  }
  export class ObjectId {
    constructor(hex?: string)
    static isValid(value: unknown): boolean
    toHexString(): string
    equals(other: unknown): boolean
  }
  export const ObjectID: typeof ObjectId
  export class MongoError extends Error {
    code?: number | string
  }
}
