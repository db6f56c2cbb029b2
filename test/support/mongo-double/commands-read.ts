/** Commands that read. @module */
import type { Document } from 'bson'
import { Long } from 'bson'
import { Aggregator, find } from 'mingo'
import { z } from 'zod'
import type { Command, Context } from './commands.ts'
import { Count, command, Fields, Name } from './commands.ts'
import { MongoFault } from './faults.ts'

/** Stages that write, or look at other databases. */
const REFUSED_STAGES = ['$out', '$merge', '$changeStream', '$currentOp', '$collStats', '$indexStats']

/** The documents that match, in order. */
export function matching(
  documents: Document[],
  filter: Document,
  options: {
    sort?: Document | undefined
    skip?: number | undefined
    limit?: number | undefined
    projection?: Document | undefined
  },
): Document[] {
  const found = find<Document, Document>(documents, filter, options.projection ?? {})
  if (options.sort && Object.keys(options.sort).length > 0)
    found.sort(options.sort as { [path: string]: 1 | -1 })
  if (options.skip) found.skip(options.skip)
  if (options.limit) found.limit(Math.abs(options.limit))
  return found.all()
}

const Find = z.object({
  $db: Name,
  find: Name,
  filter: Fields.default({}),
  projection: Fields.optional(),
  sort: Fields.optional(),
  skip: Count.optional(),
  limit: Count.optional(),
  batchSize: Count.optional(),
  singleBatch: z.boolean().default(false),
})

const Aggregate = z.object({
  $db: Name,
  aggregate: z.union([Name, z.literal(1)]),
  pipeline: z.array(Fields),
  cursor: z.object({ batchSize: Count.optional() }, 'The "cursor" option is required'),
})

const GetMore = z.object({ getMore: z.unknown(), batchSize: Count.optional() })

const KillCursors = z.object({ cursors: z.array(z.unknown()) })

const CountCommand = z.object({
  $db: Name,
  count: Name,
  query: Fields.default({}),
  skip: Count.optional(),
  limit: Count.optional(),
})

const Distinct = z.object({ $db: Name, distinct: Name, key: Name, query: Fields.default({}) })

function aggregate(
  context: Context,
  { $db, aggregate: name, pipeline, cursor }: z.infer<typeof Aggregate>,
): Document {
  for (const stage of pipeline) {
    const [stage_name = ''] = Object.keys(stage)
    if (REFUSED_STAGES.includes(stage_name)) {
      throw new MongoFault(115, `${stage_name} is not supported by this test double`)
    }
  }
  const documentsOf = (collection: string): Document[] => context.storage.find($db, collection).documents
  const aggregator = new Aggregator(pipeline, { collectionResolver: documentsOf })
  const source = name === 1 ? [] : documentsOf(name)
  const namespace = `${$db}.${name === 1 ? '$cmd.aggregate' : name}`
  return context.cursors.open(namespace, aggregator.run(source), cursor.batchSize, false)
}

/** Reading commands by name. */
export const READ_COMMANDS: { readonly [name: string]: Command } = {
  find: command(
    Find,
    ({ storage, cursors }, { $db, find: name, filter, batchSize, singleBatch, ...options }) => {
      const { documents, namespace } = storage.find($db, name)
      const single = singleBatch || (options.limit ?? 0) < 0
      return cursors.open(namespace, matching(documents, filter, options), batchSize, single)
    },
  ),
  aggregate: command(Aggregate, aggregate),
  getMore: command(GetMore, ({ cursors }, { getMore, batchSize }) =>
    cursors.next(String(getMore), batchSize),
  ),
  killCursors: command(KillCursors, ({ cursors }, { cursors: ids }) => {
    const killed = ids.map(String).filter((id) => cursors.kill(id))
    const gone = ids.map(String).filter((id) => !killed.includes(id))
    return {
      cursorsKilled: killed.map((id) => Long.fromString(id)),
      cursorsNotFound: gone.map((id) => Long.fromString(id)),
      cursorsAlive: [],
      cursorsUnknown: [],
    }
  }),
  count: command(CountCommand, ({ storage }, { $db, count, query, ...options }) => ({
    n: matching(storage.find($db, count).documents, query, options).length,
  })),
  distinct: command(Distinct, ({ storage }, { $db, distinct, key, query }) => {
    const found = matching(storage.find($db, distinct).documents, query, {})
    const groups = new Aggregator([{ $unwind: `$${key}` }, { $group: { _id: `$${key}` } }]).run(found)
    return { values: groups.map((group) => (group as Document)._id) }
  }),
}
