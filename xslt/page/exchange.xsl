<?xml version="1.0" encoding="UTF-8"?>
<!--
exchange.xsl: page /exchange, for operators. Input: sql/page/exchange.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/chart.xsl"/>
  <xsl:import href="../common/exchange.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('exchange.title')"/></xsl:template>
  <xsl:template match="page" mode="class">wide</xsl:template>
  <xsl:template match="page" mode="crumb"><li aria-current="page"><xsl:value-of select="kb:text('exchange.title')"/></li></xsl:template>
  <xsl:template match="page" mode="lead"><p class="quiet"><xsl:value-of select="kb:text('exchange.lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:choose>
      <xsl:when test="not(peer)">
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('exchange.off')"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="done" select="concat('exchange.done-', $typed[@name = 'done'])"/>
        <xsl:if test="kb:has-text($done)">
          <xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text($done)"/></xsl:call-template>
        </xsl:if>
        <xsl:call-template name="figures"/>
        <xsl:call-template name="alarms"/>
        <xsl:call-template name="peers"/>
        <xsl:call-template name="queue"/>
        <xsl:call-template name="days"/>
        <xsl:call-template name="recent"/>
        <xsl:call-template name="sets"/>
        <xsl:call-template name="reconciliation"/>
        <xsl:call-template name="refusals"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="figures">
    <dl class="figures strip">
      <div><dt><xsl:value-of select="kb:text('exchange.waiting')"/></dt><dd><xsl:value-of select="sum(peer/waiting)"/></dd></div>
      <div><dt><xsl:value-of select="kb:text('exchange.dead')"/></dt><dd><xsl:value-of select="sum(peer/dead)"/></dd></div>
      <div><dt><xsl:value-of select="kb:text('exchange.both-day')"/></dt><dd><xsl:value-of select="concat(sum(peer/sent_day), ' / ', sum(peer/received_day))"/></dd></div>
    </dl>
  </xsl:template>

  <xsl:variable name="names" select="/page/peer"/>

  <xsl:template name="pick">
    <xsl:param name="what"/>
    <xsl:param name="id"/>
    <xsl:param name="alone"/>
    <td class="tick"><label>
      <span class="hid"><xsl:value-of select="concat(kb:text('exchange.pick'), ' ', detail, message_id)"/></span>
      <input type="checkbox" name="{$what}" value="{$id}">
        <xsl:if test="$alone or contains(concat(' ', $typed[@name = 'picked'], ' '), concat(' ', $id, ' '))"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
      </input>
    </label></td>
  </xsl:template>

  <xsl:template name="alarms">
    <xsl:if test="alarm">
      <section>
        <h2 id="alarms"><xsl:value-of select="kb:text('exchange.alarms')"/></h2>
        <xsl:choose>
          <xsl:when test="alarm[not(closed_at)]">
            <form method="post" action="/exchange">
              <input type="hidden" name="csrf" value="{@csrf}"/>
              <div class="scroll cards" tabindex="0" role="region" aria-labelledby="alarms">
                <table class="tight cards-table">
                  <thead><tr>
                    <td class="tick"><span class="hid"><xsl:value-of select="kb:text('exchange.pick')"/></span></td>
                    <th scope="col"><xsl:value-of select="kb:text('exchange.alarms')"/></th>
                    <th scope="col"><xsl:value-of select="kb:text('exchange.message')"/></th>
                    <th scope="col"><xsl:value-of select="kb:text('exchange.problem')"/></th>
                    <th scope="col"><xsl:value-of select="kb:text('exchange.at')"/></th>
                  </tr></thead>
                  <tbody><xsl:apply-templates select="alarm[not(closed_at)]"/></tbody>
                </table>
              </div>
              <xsl:call-template name="deal">
                <xsl:with-param name="what" select="'alarm'"/>
                <xsl:with-param name="buttons"><button class="second" name="do" value="close"><xsl:value-of select="kb:text('exchange.alarm-close')"/></button></xsl:with-param>
              </xsl:call-template>
            </form>
          </xsl:when>
          <xsl:otherwise><p><xsl:value-of select="kb:text('exchange.alarms-none')"/></p></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="alarm[closed_at]">
          <details>
            <summary><xsl:value-of select="kb:text('exchange.alarms-closed')"/></summary>
            <ul>
              <xsl:for-each select="alarm[closed_at]">
                <li><xsl:value-of select="concat(kb:text(concat('exchange.alarm.', kind)), ' · ', detail, ' · ', kb:date-time(string(closed_at)), ' · ', closed_by, ' · ', reason)"/></li>
              </xsl:for-each>
            </ul>
          </details>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="alarm">
    <tr>
      <xsl:call-template name="pick"><xsl:with-param name="what" select="'alarm'"/><xsl:with-param name="id" select="alarm_id"/><xsl:with-param name="alone" select="count(../alarm[not(closed_at)]) = 1"/></xsl:call-template>
      <th scope="row"><span class="tag bad"><xsl:value-of select="kb:text(concat('exchange.alarm.', kind))"/></span></th>
      <td data-l="{kb:text('exchange.message')}"><span>
        <xsl:if test="message"><a href="/exchange/{substring-before(detail, ' ')}"><xsl:call-template name="message-name"/></a><xsl:text> </xsl:text><a class="num" href="/case/{case_number}"><xsl:value-of select="case_number"/></a><br/></xsl:if>
        <span class="sub num"><xsl:value-of select="detail"/></span>
      </span></td>
      <td data-l="{kb:text('exchange.problem')}"><xsl:call-template name="problem"/></td>
      <td data-l="{kb:text('exchange.at')}"><span><xsl:value-of select="kb:date-time(string(at))"/></span></td>
    </tr>
  </xsl:template>

  <!-- A table in a box that scrolls by itself. -->
  <xsl:template name="peers">
    <section>
      <h2 id="peers"><xsl:value-of select="kb:text('exchange.peers')"/></h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="peers">
        <table class="tight">
          <thead><tr>
            <th scope="col"><xsl:value-of select="kb:text('exchange.peer')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('exchange.way')"/></th>
            <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.waiting')"/></th>
            <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.oldest')"/></th>
            <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.dead')"/></th>
            <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.sent-day')"/></th>
            <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.received-day')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('exchange.certificate')"/></th>
          </tr></thead>
          <tbody>
            <xsl:for-each select="peer">
              <tr>
                <th scope="row"><xsl:value-of select="name"/><xsl:text> </xsl:text><span class="sub"><xsl:value-of select="code"/></span></th>
                <td>
                  <xsl:value-of select="kb:text(concat('exchange.way.', way))"/>
                  <xsl:if test="pull = 't'"><xsl:text> · </xsl:text><xsl:value-of select="kb:text('exchange.pull')"/></xsl:if>
                  <xsl:if test="enabled = 'f'"><xsl:text> · </xsl:text><xsl:value-of select="kb:text('exchange.disabled')"/></xsl:if>
                </td>
                <td class="r"><xsl:value-of select="waiting"/></td>
                <td class="r"><xsl:call-template name="seconds"><xsl:with-param name="n" select="oldest"/></xsl:call-template></td>
                <td class="r"><xsl:value-of select="dead"/></td>
                <td class="r"><xsl:value-of select="sent_day"/></td>
                <td class="r"><xsl:value-of select="received_day"/></td>
                <td>
                  <xsl:choose>
                    <xsl:when test="certificate_until"><xsl:value-of select="kb:date(substring(certificate_until, 1, 10))"/></xsl:when>
                    <xsl:otherwise><xsl:value-of select="kb:text('exchange.none-pinned')"/></xsl:otherwise>
                  </xsl:choose>
                </td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template name="queue">
    <section>
      <h2 id="queue"><xsl:value-of select="kb:text('exchange.queue')"/></h2>
      <xsl:choose>
        <xsl:when test="queue">
          <form method="post" action="/exchange">
          <input type="hidden" name="csrf" value="{@csrf}"/>
          <div class="scroll cards" tabindex="0" role="region" aria-labelledby="queue">
            <table class="tight cards-table">
              <thead><tr>
                <td class="tick"><span class="hid"><xsl:value-of select="kb:text('exchange.pick')"/></span></td>
                <th scope="col"><xsl:value-of select="kb:text('exchange.message')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.peer')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.case')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.state')"/></th>
                <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.attempts')"/></th>
                <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.next')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.problem')"/></th>
              </tr></thead>
              <tbody><xsl:apply-templates select="queue"/></tbody>
            </table>
          </div>
          <xsl:call-template name="deal">
            <xsl:with-param name="what" select="'message'"/>
            <xsl:with-param name="buttons">
              <button class="second" name="do" value="retry"><xsl:value-of select="kb:text('exchange.retry')"/></button><xsl:text> </xsl:text>
              <button class="second" name="do" value="skip"><xsl:value-of select="kb:text('exchange.skip')"/></button>
            </xsl:with-param>
          </xsl:call-template>
          </form>
        </xsl:when>
        <xsl:otherwise><p class="sub"><xsl:value-of select="kb:text('exchange.queue-none')"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="queue">
    <tr>
      <xsl:call-template name="pick"><xsl:with-param name="what" select="'message'"/><xsl:with-param name="id" select="message_id"/><xsl:with-param name="alone" select="count(../queue) = 1"/></xsl:call-template>
      <th scope="row"><a href="/exchange/{message_id}"><xsl:call-template name="message-name"/></a><br/><span class="sub num"><xsl:value-of select="message_id"/></span></th>
      <td data-l="{kb:text('exchange.peer')}"><span><xsl:value-of select="$names[code = current()/peer]/name"/></span></td>
      <td data-l="{kb:text('exchange.case')}"><a class="num" href="/case/{case_number}"><xsl:value-of select="case_number"/></a></td>
      <td data-l="{kb:text('exchange.state')}"><xsl:call-template name="state"/></td>
      <td class="r" data-l="{kb:text('exchange.attempts')}"><span><xsl:value-of select="attempts"/></span></td>
      <td class="r num" data-l="{kb:text('exchange.next')}"><xsl:if test="state = 'waiting'"><span><xsl:call-template name="seconds"><xsl:with-param name="n" select="wait"/></xsl:call-template></span></xsl:if></td>
      <td data-l="{kb:text('exchange.problem')}"><xsl:call-template name="problem"/></td>
    </tr>
  </xsl:template>

  <xsl:template match="day" mode="chart-label"><xsl:value-of select="substring(day, 6)"/></xsl:template>
  <xsl:template match="day" mode="chart-tick"><xsl:value-of select="substring(day, 9)"/></xsl:template>
  <xsl:template match="day" mode="chart-n"><xsl:value-of select="sent + received"/></xsl:template>

  <xsl:template name="days">
    <section>
      <h2 id="days"><xsl:value-of select="kb:text('exchange.days')"/></h2>
      <div class="cols">
        <div class="chart-box">
          <xsl:call-template name="chart-line"><xsl:with-param name="rows" select="day"/><xsl:with-param name="title" select="kb:text('exchange.days')"/><xsl:with-param name="desc" select="kb:text('exchange.days-desc')"/></xsl:call-template>
        </div>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="days">
          <table class="tight">
            <thead><tr>
              <th scope="col"><xsl:value-of select="kb:text('exchange.day')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.out')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.in')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.refused')"/></th>
            </tr></thead>
            <tbody>
              <xsl:for-each select="day">
                <xsl:sort select="day" order="descending"/>
                <tr>
                  <th scope="row"><xsl:value-of select="kb:date(string(day))"/></th>
                  <td class="r"><xsl:value-of select="sent"/></td>
                  <td class="r"><xsl:value-of select="received"/></td>
                  <td class="r"><xsl:value-of select="refused"/></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
      </div>
    </section>
  </xsl:template>

  <xsl:template name="recent">
    <section>
      <h2 id="recent"><xsl:value-of select="kb:text('exchange.recent')"/></h2>
      <xsl:choose>
        <xsl:when test="recent">
          <div class="scroll cards" tabindex="0" role="region" aria-labelledby="recent">
            <table class="tight cards-table">
              <thead><tr>
                <th scope="col"><xsl:value-of select="kb:text('exchange.at')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.direction')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.message')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.case')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.state')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.stages')"/></th>
              </tr></thead>
              <tbody>
                <xsl:for-each select="recent">
                  <tr>
                    <td data-l="{kb:text('exchange.at')}"><span><xsl:value-of select="kb:date-time(string(at))"/></span></td>
                    <td data-l="{kb:text('exchange.direction')}"><span><xsl:value-of select="kb:text(concat('exchange.', direction))"/><xsl:text> · </xsl:text><xsl:value-of select="$names[code = current()/peer]/name"/></span></td>
                    <th scope="row"><a href="/exchange/{message_id}"><xsl:call-template name="message-name"/></a></th>
                    <td data-l="{kb:text('exchange.case')}"><a class="num" href="/case/{case_number}"><xsl:value-of select="case_number"/></a></td>
                    <td data-l="{kb:text('exchange.state')}"><xsl:call-template name="state"/></td>
                    <td data-l="{kb:text('exchange.stages')}">
                      <xsl:choose>
                        <xsl:when test="problem != '' and state != 'done'"><xsl:call-template name="problem"/></xsl:when>
                        <xsl:otherwise><span><xsl:call-template name="stages"><xsl:with-param name="list" select="stages"/></xsl:call-template></span></xsl:otherwise>
                      </xsl:choose>
                    </td>
                  </tr>
                </xsl:for-each>
              </tbody>
            </table>
          </div>
        </xsl:when>
        <xsl:otherwise><p class="sub"><xsl:value-of select="kb:text('exchange.recent-none')"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template name="sets">
    <xsl:if test="set">
      <section>
        <h2 id="sets"><xsl:value-of select="kb:text('exchange.sets')"/></h2>
        <p class="sub"><xsl:value-of select="kb:text('exchange.sets.lead')"/></p>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="sets">
          <table class="tight">
            <thead><tr>
              <th scope="col"><xsl:value-of select="kb:text('exchange.sets.name')"/></th>
              <th scope="col"><xsl:value-of select="kb:text('exchange.sets.payload')"/></th>
              <th scope="col"><xsl:value-of select="kb:text('exchange.sets.means')"/></th>
              <th scope="col"><xsl:value-of select="kb:text('exchange.sets.since')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.sets.messages')"/></th>
            </tr></thead>
            <tbody>
              <xsl:for-each select="set">
                <tr>
                  <th scope="row"><xsl:value-of select="title[$zh] | title_en[$en]"/><br/><span class="sub"><xsl:value-of select="concat(name, ' ', version)"/></span></th>
                  <td><xsl:value-of select="root"/><br/><span class="sub"><xsl:value-of select="namespace"/></span></td>
                  <td><xsl:value-of select="means"/></td>
                  <td><xsl:value-of select="kb:date-time(string(at))"/></td>
                  <td class="r"><xsl:value-of select="messages"/></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="reconciliation">
    <section>
      <h2 id="reconciliation"><xsl:value-of select="kb:text('exchange.reconciliation')"/></h2>
      <xsl:choose>
        <xsl:when test="reconciliation">
          <div class="scroll" tabindex="0" role="region" aria-labelledby="reconciliation">
            <table class="tight">
              <thead><tr>
                <th scope="col"><xsl:value-of select="kb:text('exchange.day')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.peer')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.direction')"/></th>
                <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.ours')"/></th>
                <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.theirs')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.state')"/></th>
              </tr></thead>
              <tbody>
                <xsl:for-each select="reconciliation">
                  <tr>
                    <th scope="row"><xsl:value-of select="kb:date(string(day))"/></th>
                    <td><xsl:value-of select="peer"/></td>
                    <td><xsl:value-of select="kb:text(concat('exchange.', direction))"/></td>
                    <td class="r"><xsl:value-of select="count"/></td>
                    <td class="r"><xsl:value-of select="peer_count"/></td>
                    <td>
                      <xsl:choose>
                        <xsl:when test="same = 't'"><xsl:value-of select="kb:text('exchange.same')"/></xsl:when>
                        <xsl:otherwise><b class="late"><xsl:value-of select="kb:text('exchange.differs', string(differences))"/></b></xsl:otherwise>
                      </xsl:choose>
                    </td>
                  </tr>
                </xsl:for-each>
              </tbody>
            </table>
          </div>
        </xsl:when>
        <xsl:otherwise><p class="sub"><xsl:value-of select="kb:text('exchange.reconciliation-none')"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template name="refusals">
    <section>
      <h2 id="refusals"><xsl:value-of select="kb:text('exchange.refusals')"/></h2>
      <xsl:choose>
        <xsl:when test="refusal">
          <div class="scroll" tabindex="0" role="region" aria-labelledby="refusals">
            <table class="tight">
              <thead><tr>
                <th scope="col"><xsl:value-of select="kb:text('exchange.at')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.peer')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.code')"/></th>
                <th scope="col"><xsl:value-of select="kb:text('exchange.address')"/></th>
                <th scope="col" class="r"><xsl:value-of select="kb:text('exchange.times')"/></th>
              </tr></thead>
              <tbody>
                <xsl:for-each select="refusal">
                  <tr>
                    <td><xsl:value-of select="kb:date-time(string(at))"/></td>
                    <td><xsl:value-of select="peer"/></td>
                    <th scope="row"><xsl:value-of select="code"/></th>
                    <td><xsl:value-of select="address"/></td>
                    <td class="r"><xsl:value-of select="times"/></td>
                  </tr>
                </xsl:for-each>
              </tbody>
            </table>
          </div>
        </xsl:when>
        <xsl:otherwise><p class="sub"><xsl:value-of select="kb:text('exchange.refusals-none')"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>
</xsl:stylesheet>
