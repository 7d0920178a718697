import { Controller, Get, Header, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Described, Fails } from '../documents/describe.js';
import { readJson } from '../http/json-body.js';
import { Problem } from '../http/problem.js';
import type { ChannelName } from './channels.js';
import { Messages } from './messages.js';

const taken = ApiResponse({ status: 200, schema: { $ref: '#/components/schemas/TakenMessages' } });
const anyJson = ApiBody({ schema: {}, description: 'As the provider sends it' });
const challengePattern = /^[A-Za-z0-9._-]{1,200}$/;

/** Where providers of messages hand in what people wrote. Each is closed until its secret is set. */
@ApiTags('Messages')
@Controller('v1/messages')
export class MessagesController {
  constructor(@Inject(Messages) private readonly messages: Messages) {}

  @Get('whatsapp')
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiQuery({ name: 'hub.mode', required: false, schema: { type: 'string' } })
  @ApiQuery({ name: 'hub.verify_token', required: false, schema: { type: 'string' } })
  @ApiQuery({ name: 'hub.challenge', required: false, schema: { type: 'string' } })
  @Described('Verifikasi webhook WhatsApp', 'WhatsApp verifies the webhook: the challenge comes back')
  @ApiResponse({ status: 200, content: { 'text/plain': { schema: { type: 'string' } } } })
  @Fails('NOT_FOUND', 'SIGNATURE_INVALID')
  verify(@Query() query: Record<string, unknown>) {
    if (!this.messages.channels.has('whatsapp')) throw new Problem('NOT_FOUND');
    const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
    const isKnown = mode === 'subscribe' && typeof token === 'string' && this.messages.isVerifyToken(token);
    if (!isKnown || typeof challenge !== 'string' || !challengePattern.test(challenge))
      throw new Problem('SIGNATURE_INVALID');
    return challenge;
  }

  @Post('whatsapp')
  @HttpCode(200)
  @anyJson
  @Described(
    'Pesan dari WhatsApp Cloud API, bertanda tangan X-Hub-Signature-256',
    'Messages from the WhatsApp Cloud API, signed with X-Hub-Signature-256',
  )
  @taken
  @Fails('NOT_FOUND', 'SIGNATURE_INVALID', 'BROKEN_JSON', 'OVERLOADED', 'KAFKA_UNAVAILABLE')
  whatsapp(@Req() request: FastifyRequest) {
    return this.take('whatsapp', request);
  }

  @Post('sms')
  @HttpCode(200)
  @anyJson
  @Described(
    'SMS dari gerbang SMS: { id, from, text, at }, ditandatangani bersama waktunya',
    'An SMS from an SMS gateway: { id, from, text, at }, signed together with its time',
  )
  @taken
  @Fails('NOT_FOUND', 'SIGNATURE_INVALID', 'BROKEN_JSON', 'OVERLOADED', 'KAFKA_UNAVAILABLE')
  sms(@Req() request: FastifyRequest) {
    return this.take('sms', request);
  }

  @Post('telegram')
  @HttpCode(200)
  @anyJson
  @Described(
    'Pesan dari bot Telegram, dengan X-Telegram-Bot-Api-Secret-Token',
    'Updates of a Telegram bot, with X-Telegram-Bot-Api-Secret-Token',
  )
  @taken
  @Fails('NOT_FOUND', 'SIGNATURE_INVALID', 'BROKEN_JSON', 'OVERLOADED', 'KAFKA_UNAVAILABLE')
  telegram(@Req() request: FastifyRequest) {
    return this.take('telegram', request);
  }

  /** Proves the bytes, then handles one message after the other. One that fails makes the provider send all again. */
  private async take(name: ChannelName, request: FastifyRequest): Promise<{ messages: number }> {
    const channel = this.messages.channels.get(name);
    if (!channel) throw new Problem('NOT_FOUND');
    const body = (request.body as Buffer | undefined) ?? Buffer.alloc(0);
    if (!channel.proves({ headers: request.headers, body, nowMs: Date.now() }))
      throw new Problem('SIGNATURE_INVALID');
    const read = readJson(body);
    if (!read.ok) throw new Problem(read.code);
    const messages = channel.read(read.json);
    for (const message of messages) await this.messages.desk.take(channel, message);
    return { messages: messages.length };
  }
}
