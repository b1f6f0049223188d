import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle'
import 'swagger-ui-dist/swagger-ui.css'
import './docs.css'

SwaggerUI({
  domNode: document.querySelector('#docs'),
  url: '/openapi.json',
  // It would send the document to a public service.
  validatorUrl: null,
  // A token in the browser's storage is there for every script of the page.
  persistAuthorization: false,
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
})
