/** Amazon DynamoDB, version 3: `await client.send(new GetItemCommand({ … }))`. */
declare module '@aws-sdk/client-dynamodb' {
  interface ClientOptions {
    region?: string
    endpoint?: string
    credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
    maxAttempts?: number
  }
  export class DynamoDBClient {
    constructor(options: ClientOptions)
    send(command: object): Promise<any>
    destroy(): void
  }
  export class DynamoDB extends DynamoDBClient {}
  export class GetItemCommand {
    constructor(input: object)
  }
  export class PutItemCommand {
    constructor(input: object)
  }
  export class UpdateItemCommand {
    constructor(input: object)
  }
  export class DeleteItemCommand {
    constructor(input: object)
  }
  export class QueryCommand {
    constructor(input: object)
  }
  export class ScanCommand {
    constructor(input: object)
  }
}
