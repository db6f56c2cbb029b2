/** The template mongodb. @module */
import { WITHOUT } from '../optional-columns.ts'
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** MongoDB. */
export const mongodb: Template = {
  id: 'mongodb',
  name: 'MongoDB',
  description:
    'A collection of users in MongoDB, with bcrypt hashes.\n' +
    'Log in by email or username, both stored in lower case.',
  database: 'MongoDB 4.2 and later',
  driver: 'mongodb',
  configuration: [
    {
      key: 'MONGODB_URL',
      description:
        'Address of the server or cluster, with the name and password of a user who may read and write',
      example: 'mongodb+srv://ferry:…@cluster.example.com/',
      required: true,
    },
    { key: 'MONGODB_DATABASE', description: 'Name of the database', example: 'shop', required: true },
  ],
  store: {
    dialect: 'mongodb',
    hash: 'bcrypt',
    tables: [
      tableOf('users', [
        ['_id', 'ObjectId or string', 'user_id'],
        ['email', 'string, unique, lower case', 'email'],
        ['username', 'string, unique, lower case', 'username', WITHOUT.username],
        ['nickname', 'string', 'nickname', WITHOUT.nickname],
        ['password', 'string, bcrypt', 'checked, never stored'],
        ['email_verified', 'boolean', 'email_verified', WITHOUT.email_verified],
      ]),
    ],
  },
  schema: readTemplateFile(import.meta.dirname, 'schema.js'),
  sample: {
    ...readTemplateFile(import.meta.dirname, 'sample.js'),
    users: [
      {
        email: 'ann@example.com',
        username: 'ann',
        password: 'correct horse battery staple',
        email_verified: true,
      },
      { email: 'bob@example.com', password: 'Zürich ☃ 2012', email_verified: false },
    ],
  },
  scripts: readScripts(import.meta.dirname),
}
