import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { styleNonce } from '../http/security.js';
import { Papers } from './papers.js';
import { proofPage } from './proof-page.js';

/** Where the code on a paper leads: open to whoever holds the paper. */
@ApiExcludeController()
@Controller('d')
export class ProofController {
  constructor(@Inject(Papers) private readonly papers: Papers) {}

  @Get(':token')
  async show(@Param('token') token: string, @Res() reply: FastifyReply) {
    const proof = await this.papers.prove(token);
    return reply
      .status(proof === null ? 404 : 200)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex')
      .send(proofPage(proof, styleNonce(reply)));
  }
}
