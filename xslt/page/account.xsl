<?xml version="1.0" encoding="UTF-8"?>
<!--
account.xsl: /account: own data, password, who stands in.
Input: <page><person account name phone email organ_name roles/>
  <substitute substitute_id organ_name from_on to_on given stand_in_name person_name/>*
  <colleague account name organ_name/>* <error code arg/>? ?done=password|substitute|drop|end
  <session session address created_at expires_at current/>*
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/form.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('account.title')"/></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:for-each select="error">
      <div class="banner bad" role="alert"><p class="t"><xsl:call-template name="error-text"><xsl:with-param name="error" select="."/></xsl:call-template></p></div>
    </xsl:for-each>
    <xsl:choose>
      <xsl:when test="query/p[@name = 'done'] = 'password'"><xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('account.password-done')"/></xsl:call-template></xsl:when>
      <xsl:when test="query/p[@name = 'done'] = 'end'"><xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('account.session-ended')"/></xsl:call-template></xsl:when>
      <xsl:when test="query/p[@name = 'done'] = 'drop'"><xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('account.substitute-ended')"/></xsl:call-template></xsl:when>
      <xsl:when test="query/p[@name = 'done']"><xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('account.substitute-done')"/></xsl:call-template></xsl:when>
    </xsl:choose>
    <h2><xsl:value-of select="kb:text('account.own')"/></h2>
    <dl class="sum">
      <div><dt><xsl:value-of select="kb:text('account.name')"/></dt><dd><xsl:value-of select="person/name"/></dd></div>
      <div><dt><xsl:value-of select="kb:text('account.account')"/></dt><dd><xsl:value-of select="person/account"/></dd></div>
      <div><dt><xsl:value-of select="kb:text('account.organ')"/></dt><dd><xsl:apply-templates select="person/organ_name" mode="named"/></dd></div>
      <div><dt><xsl:value-of select="kb:text('account.roles')"/></dt><dd><xsl:call-template name="roles"><xsl:with-param name="of" select="concat(normalize-space(person/roles), ' ')"/></xsl:call-template></dd></div>
      <xsl:if test="person/phone != ''"><div><dt><xsl:value-of select="kb:text('account.phone')"/></dt><dd><xsl:value-of select="person/phone"/></dd></div></xsl:if>
      <xsl:if test="person/email != ''"><div><dt><xsl:value-of select="kb:text('account.email')"/></dt><dd><xsl:value-of select="person/email"/></dd></div></xsl:if>
    </dl>
    <xsl:call-template name="account-sessions"/>
    <xsl:call-template name="account-password"/>
    <xsl:call-template name="account-substitutes"/>
  </xsl:template>

  <!-- "handler signer " in words -->
  <xsl:template name="roles">
    <xsl:param name="of"/>
    <xsl:if test="substring-before($of, ' ') != ''">
      <xsl:value-of select="kb:text(concat('role.', substring-before($of, ' ')))"/>
      <xsl:if test="substring-after($of, ' ') != ''"><xsl:value-of select="kb:text('form.and')"/></xsl:if>
      <xsl:call-template name="roles"><xsl:with-param name="of" select="substring-after($of, ' ')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Where one is signed in; the others can be ended. -->
  <xsl:template name="account-sessions">
    <h2 id="sessions"><xsl:value-of select="kb:text('account.sessions')"/></h2>
    <p><xsl:value-of select="kb:text('account.sessions-lead')"/></p>
    <form method="post" action="/account">
      <xsl:call-template name="hidden"/>
      <div class="scroll cards" tabindex="0" role="region" aria-labelledby="sessions">
        <table class="cards-table tight">
          <thead>
            <tr>
              <th scope="col"><xsl:value-of select="kb:text('account.session-at')"/></th>
              <th scope="col"><xsl:value-of select="kb:text('account.session-from')"/></th>
              <th scope="col"><xsl:value-of select="kb:text('account.session-until')"/></th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="session">
              <tr>
                <th scope="row"><time datetime="{created_at}"><xsl:value-of select="kb:date-time(string(created_at))"/></time></th>
                <td data-l="{kb:text('account.session-from')}"><span class="num"><xsl:value-of select="address"/></span></td>
                <td data-l="{kb:text('account.session-until')}"><time datetime="{expires_at}"><xsl:value-of select="kb:date-time(string(expires_at))"/></time></td>
                <td>
                  <xsl:choose>
                    <xsl:when test="current = 't'"><span class="tag current"><xsl:value-of select="kb:text('account.session-this')"/></span></xsl:when>
                    <xsl:otherwise><button class="small" name="do" value="end:{session}"><xsl:value-of select="kb:text('account.session-end')"/><span class="hid"><xsl:value-of select="kb:date-time(string(created_at))"/></span></button></xsl:otherwise>
                  </xsl:choose>
                </td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
      <xsl:if test="session[not(current = 't')]"><p><button class="second" name="do" value="end-others"><xsl:value-of select="kb:text('account.sessions-end')"/></button></p></xsl:if>
    </form>
  </xsl:template>

  <xsl:template name="account-password">
    <h2 id="password"><xsl:value-of select="kb:text('account.password')"/></h2>
    <form method="post" action="/account">
      <xsl:call-template name="hidden"/>
      <input type="text" class="hid" name="username" value="{person/account}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly="readonly"/>
      <div class="field">
        <label for="i-password"><xsl:value-of select="kb:text('account.password-now')"/></label>
        <input type="password" id="i-password" name="password" autocomplete="current-password" required="required"/>
      </div>
      <div class="field">
        <label for="i-new"><xsl:value-of select="kb:text('account.password-new')"/></label>
        <div class="hint" id="h-new"><p><xsl:value-of select="kb:text('account.password-hint')"/></p></div>
        <input type="password" id="i-new" name="new" autocomplete="new-password" required="required" minlength="12" aria-describedby="h-new"/>
      </div>
      <p><button class="second" name="do" value="password"><xsl:value-of select="kb:text('account.password-set')"/></button></p>
    </form>
  </xsl:template>

  <xsl:template name="account-substitutes">
    <h2 id="substitute"><xsl:value-of select="kb:text('account.substitutes')"/></h2>
    <p><xsl:value-of select="kb:text('account.substitutes-lead')"/></p>
    <xsl:choose>
      <xsl:when test="substitute">
        <ul>
          <xsl:for-each select="substitute">
            <li>
              <xsl:choose>
                <xsl:when test="given = 't'"><xsl:value-of select="kb:text('account.by', string(stand_in_name))"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="kb:text('account.for', string(person_name))"/></xsl:otherwise>
              </xsl:choose>
              <xsl:text> </xsl:text>
              <xsl:value-of select="kb:text('account.period', kb:date(string(from_on)), kb:date(string(to_on)))"/>
              <xsl:text> </xsl:text><span class="sub"><xsl:value-of select="organ_name"/></span>
              <xsl:if test="given = 't'">
                <form method="post" action="/account">
                  <xsl:call-template name="hidden"/>
                  <button class="small" name="do" value="drop:{substitute_id}"><xsl:value-of select="kb:text('account.substitute-end')"/></button>
                </form>
              </xsl:if>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:when>
      <xsl:otherwise><p class="none"><xsl:value-of select="kb:text('account.substitutes-none')"/></p></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="colleague">
    <form method="post" action="/account">
      <xsl:call-template name="hidden"/>
      <div class="field">
        <label for="i-substitute"><xsl:value-of select="kb:text('account.substitute')"/></label>
        <select id="i-substitute" name="substitute" required="required">
          <option value=""><xsl:value-of select="kb:text('form.choose')"/></option>
          <xsl:for-each select="colleague"><option value="{account}"><xsl:if test="account = /page/query/p[@name = 'substitute']"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="name"/> · <xsl:value-of select="organ_name"/> (<xsl:value-of select="account"/>)</option></xsl:for-each>
        </select>
      </div>
      <div class="field">
        <label for="i-from"><xsl:value-of select="kb:text('account.substitute-from')"/></label>
        <input type="date" id="i-from" name="from" required="required" value="{@today}">
          <xsl:if test="query/p[@name = 'from']"><xsl:attribute name="value"><xsl:value-of select="query/p[@name = 'from']"/></xsl:attribute></xsl:if>
        </input>
      </div>
      <div class="field">
        <label for="i-to"><xsl:value-of select="kb:text('account.substitute-until')"/></label>
        <input type="date" id="i-to" name="to" required="required" value="{query/p[@name = 'to']}"/>
      </div>
      <p><button class="second" name="do" value="substitute"><xsl:value-of select="kb:text('account.substitute-set')"/></button></p>
    </form>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
