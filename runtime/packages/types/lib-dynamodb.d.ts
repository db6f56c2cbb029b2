/** Amazon DynamoDB with plain values in place of typed attributes. */
declare module '@aws-sdk/lib-dynamodb' {
  export class DynamoDBDocumentClient {
    static from(client: object, options?: object): DynamoDBDocumentClient
    send(command: object): Promise<any>
    destroy(): void
  }
  export class DynamoDBDocument extends DynamoDBDocumentClient {}
  export class GetCommand {
    constructor(input: object)
  }
  export class PutCommand {
    constructor(input: object)
  }
  export class UpdateCommand {
    constructor(input: object)
  }
  export class DeleteCommand {
    constructor(input: object)
  }
  export class QueryCommand {
    constructor(input: object)
  }
  export class ScanCommand {
    constructor(input: object)
  }
}
