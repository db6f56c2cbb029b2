/** The template json-service. @module */
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** JSON web service. */
export const jsonService: Template = {
  id: 'json-service',
  name: 'JSON web service',
  description:
    'A web service that is asked with JSON and an API key, through fetch.\n' +
    'Best for a store that only its own application may touch: write seven small endpoints there.',
  database: 'HTTP, JSON',
  configuration: [
    {
      key: 'SERVICE_URL',
      description: 'Address of the service, without a slash at the end',
      example: 'https://legacy.example.com/api',
      required: true,
    },
    {
      key: 'SERVICE_API_KEY',
      description: 'Secret that the service knows this connection by',
      example: '…',
      required: true,
    },
  ],
  schema: readTemplateFile(import.meta.dirname, 'schema.json'),
  scripts: readScripts(import.meta.dirname),
}
