# fmt: off

import django.db.models.deletion
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('county', '0002_packaged_data'),
        ('deputies', '0001_roster'),
        ('files', '0001_initial'),
        ('opinions', '0001_residents_word'),
        ('people', '0001_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('linked_at', models.DateTimeField(default=renda.ground.kernel.clock.now)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='county.county')),
                ('opinion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='opinions.opinion')),
            ],
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.UUIDField(default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=40, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=0)),
                ('chain_head', models.CharField(default='', editable=False, max_length=64)),
                ('created_at', models.DateTimeField(default=renda.ground.kernel.clock.now, editable=False, verbose_name='记于')),
                ('entered_by_id', models.BigIntegerField(default=0, verbose_name='录入人')),
                ('title', models.CharField(max_length=120, verbose_name='标题')),
                ('problem', models.TextField(max_length=5000, verbose_name='反映的问题')),
                ('analysis', models.TextField(blank=True, default='', max_length=5000, verbose_name='原因分析')),
                ('asks', models.JSONField(default=list, verbose_name='具体建议')),
                ('category', models.CharField(choices=[('infrastructure', '基础设施'), ('construction', '城乡建设'), ('farming', '农业农村'), ('education', '教育'), ('health', '卫生健康'), ('security', '社会保障与就业'), ('culture', '文化旅游体育'), ('environment', '生态环境'), ('business', '工业与营商'), ('order', '社会治理与法治'), ('finance', '财政金融'), ('other', '其他')], default='other', max_length=20, verbose_name='类别')),
                ('need', models.CharField(blank=True, choices=[('law', '法治需求'), ('reform', '改革需要'), ('growth', '发展需要'), ('livelihood', '民生需求')], default='', max_length=12, verbose_name='需求')),
                ('hoped_unit', models.CharField(blank=True, default='', max_length=60, verbose_name='希望由谁办')),
                ('motion_paper', models.CharField(blank=True, default='', max_length=60, verbose_name='主席团决定文号')),
                ('may_be_public', models.BooleanField(default=True, verbose_name='可以公开')),
                ('is_researched', models.BooleanField(default=False, verbose_name='做过调研')),
                ('frozen', models.JSONField(default=dict, verbose_name='提交时的原件')),
                ('submitted_at', models.DateTimeField(null=True, verbose_name='提交时间')),
                ('period', models.CharField(choices=[('session', '大会期间'), ('between', '闭会期间')], default='between', max_length=8, verbose_name='提出时间')),
                ('criteria', models.JSONField(default=list, verbose_name='审核要点')),
                ('ruling', models.TextField(blank=True, default='', max_length=1000, verbose_name='退回或者不立案的理由')),
                ('number', models.PositiveIntegerField(null=True, verbose_name='流水号')),
                ('number_year', models.PositiveIntegerField(null=True, verbose_name='编号年')),
                ('number_text', models.CharField(blank=True, default='', max_length=60, verbose_name='编号')),
                ('number_short', models.CharField(blank=True, default='', max_length=30, verbose_name='短编号')),
                ('registered_on', models.DateField(null=True, verbose_name='立案日')),
                ('proposed', models.JSONField(default=dict, verbose_name='预交办方案')),
                ('assigned_on', models.DateField(null=True, verbose_name='交办之日')),
                ('is_complex', models.BooleanField(default=False, verbose_name='涉及面广、处理难度大')),
                ('is_key', models.BooleanField(default=False, verbose_name='重点督办')),
                ('handling_round', models.PositiveSmallIntegerField(default=1, verbose_name='办理轮次')),
                ('second_asked_on', models.DateField(null=True, verbose_name='二次办理起算日')),
                ('reply_class', models.CharField(blank=True, choices=[('A', '已经解决或者基本解决'), ('B', '正在解决或者列入规划逐步解决'), ('C', '条件限制，需待以后解决'), ('D', '留作参考')], default='', max_length=1, verbose_name='答复类别')),
                ('replied_on', models.DateField(null=True, verbose_name='答复日')),
                ('disclosure', models.CharField(blank=True, choices=[('full', '全文公开'), ('summary', '摘要公开'), ('none', '不公开')], default='', max_length=8, verbose_name='公开方式')),
                ('summary', models.TextField(blank=True, default='', max_length=3000, verbose_name='公开摘要')),
                ('published_on', models.DateField(null=True, verbose_name='公开日')),
                ('closed_on', models.DateField(null=True, verbose_name='办结日')),
                ('congress', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='所属人大')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='county.county')),
                ('government', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='承接机关')),
                ('helper_org', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='联络家站')),
                ('lead_org', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='主办单位')),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='suggestions.suggestion', verbose_name='并入')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='交办机构')),
                ('opinions', models.ManyToManyField(related_name='suggestions', through='suggestions.Origin', to='opinions.opinion')),
                ('proposer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='deputies.deputy', verbose_name='领衔代表')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='county.session', verbose_name='次')),
                ('term', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='county.term', verbose_name='届')),
            ],
            options={
                'verbose_name': '代表建议',
                'verbose_name_plural': '代表建议',
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.UUIDField(default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=40, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=0)),
                ('chain_head', models.CharField(default='', editable=False, max_length=64)),
                ('created_at', models.DateTimeField(default=renda.ground.kernel.clock.now, editable=False, verbose_name='记于')),
                ('signed_at', models.DateTimeField(null=True, verbose_name='联名时间')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='county.county')),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signature_of', to='deputies.deputy', verbose_name='联名代表')),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='签名扫描件')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='suggestions.suggestion')),
            ],
            options={
                'verbose_name': '联名',
                'verbose_name_plural': '联名',
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.UUIDField(default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=40, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=0)),
                ('chain_head', models.CharField(default='', editable=False, max_length=64)),
                ('created_at', models.DateTimeField(default=renda.ground.kernel.clock.now, editable=False, verbose_name='记于')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='轮次')),
                ('process', models.CharField(blank=True, choices=[('satisfied', '满意'), ('basic', '基本满意'), ('dissatisfied', '不满意')], default='', max_length=12, verbose_name='办理过程')),
                ('result', models.CharField(blank=True, choices=[('satisfied', '满意'), ('basic', '基本满意'), ('dissatisfied', '不满意')], default='', max_length=12, verbose_name='办理结果')),
                ('text', models.TextField(blank=True, default='', max_length=1000, verbose_name='不满意的理由和希望')),
                ('rated_on', models.DateField(null=True, verbose_name='评价日')),
                ('entered_by_id', models.BigIntegerField(default=0, verbose_name='代录人')),
                ('is_by_proxy', models.BooleanField(default=False, verbose_name='按纸质征询意见表代录')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='county.county')),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deputies.deputy', verbose_name='代表')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='suggestions.suggestion')),
            ],
            options={
                'verbose_name': '评价',
                'verbose_name_plural': '评价',
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=40, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=0)),
                ('chain_head', models.CharField(default='', editable=False, max_length=64)),
                ('created_at', models.DateTimeField(default=renda.ground.kernel.clock.now, editable=False, verbose_name='记于')),
                ('extent', models.CharField(choices=[('full', '全文公开'), ('summary', '摘要公开'), ('none', '不公开')], max_length=8, verbose_name='公开方式')),
                ('reason', models.CharField(blank=True, default='', max_length=300, verbose_name='理由')),
                ('summary', models.TextField(blank=True, default='', max_length=3000, verbose_name='公开摘要')),
                ('redactions', models.CharField(blank=True, default='', max_length=300, verbose_name='隐去的内容')),
                ('proposed_by_id', models.BigIntegerField(default=0, verbose_name='提出人')),
                ('decided_by_id', models.BigIntegerField(default=0, verbose_name='审定人')),
                ('decided_on', models.DateField(null=True, verbose_name='审定日')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='county.county')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='suggestions.suggestion')),
            ],
            options={
                'verbose_name': '公开',
                'verbose_name_plural': '公开',
            },
        ),
        migrations.AddField(
            model_name='origin',
            name='suggestion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='suggestions.suggestion'),
        ),
        migrations.CreateModel(
            name='Handling',
            fields=[
                ('id', models.UUIDField(default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=40, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=0)),
                ('chain_head', models.CharField(default='', editable=False, max_length=64)),
                ('created_at', models.DateTimeField(default=renda.ground.kernel.clock.now, editable=False, verbose_name='记于')),
                ('mode', models.CharField(choices=[('lead', '主办'), ('co', '会办'), ('separate', '分办')], max_length=8, verbose_name='承办方式')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='轮次')),
                ('assigned_on', models.DateField(verbose_name='交到本单位之日')),
                ('accepted_on', models.DateField(null=True, verbose_name='签收日')),
                ('leader_name', models.CharField(blank=True, default='', max_length=40, verbose_name='分管领导')),
                ('officer_name', models.CharField(blank=True, default='', max_length=40, verbose_name='经办人')),
                ('officer_phone', models.CharField(blank=True, default='', max_length=30, verbose_name='联系电话')),
                ('plan', models.TextField(blank=True, default='', max_length=2000, verbose_name='办理计划')),
                ('return_reason', models.TextField(blank=True, default='', max_length=1000, verbose_name='退办理由')),
                ('proposed_unit', models.CharField(blank=True, default='', max_length=60, verbose_name='建议改由谁办')),
                ('return_ruling', models.CharField(blank=True, default='', max_length=500, verbose_name='对退办的答复')),
                ('co_opinion', models.TextField(blank=True, default='', max_length=5000, verbose_name='会办意见')),
                ('answers', models.JSONField(default=list, verbose_name='逐条答复')),
                ('closing', models.TextField(blank=True, default='', max_length=2000, verbose_name='其他说明')),
                ('reply_class', models.CharField(blank=True, choices=[('A', '已经解决或者基本解决'), ('B', '正在解决或者列入规划逐步解决'), ('C', '条件限制，需待以后解决'), ('D', '留作参考')], default='', max_length=1, verbose_name='答复类别')),
                ('disclosure', models.CharField(blank=True, choices=[('full', '全文公开'), ('summary', '摘要公开'), ('none', '不公开')], default='', max_length=8, verbose_name='公开建议')),
                ('disclosure_reason', models.CharField(blank=True, default='', max_length=300, verbose_name='不全文公开的理由')),
                ('signer_name', models.CharField(blank=True, default='', max_length=40, verbose_name='签发人')),
                ('paper_number', models.CharField(blank=True, default='', max_length=60, verbose_name='发文字号')),
                ('done_on', models.DateField(null=True, verbose_name='办完日')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='county.county')),
                ('org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='承办单位')),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='盖章扫描件')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handlings', to='suggestions.suggestion')),
            ],
            options={
                'verbose_name': '承办',
                'verbose_name_plural': '承办',
            },
        ),
        migrations.CreateModel(
            name='Supplement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=3000, verbose_name='补充说明')),
                ('added_by_id', models.BigIntegerField(default=0)),
                ('added_by_name', models.CharField(default='', max_length=40)),
                ('added_at', models.DateTimeField(default=renda.ground.kernel.clock.now)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='county.county')),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supplements', to='suggestions.suggestion')),
            ],
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('visit', '登门面商'), ('talk', '座谈面商'), ('phone', '电话沟通')], max_length=8, verbose_name='方式')),
                ('held_at', models.DateTimeField(verbose_name='时间')),
                ('place', models.CharField(blank=True, default='', max_length=100, verbose_name='地点')),
                ('people', models.CharField(max_length=200, verbose_name='参加人')),
                ('points', models.TextField(max_length=2000, verbose_name='谈了什么')),
                ('deputy_view', models.TextField(max_length=1000, verbose_name='代表意见')),
                ('recorded_by_id', models.BigIntegerField(default=0)),
                ('recorded_at', models.DateTimeField(default=renda.ground.kernel.clock.now)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='county.county')),
                ('handling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='suggestions.handling')),
            ],
            options={
                'verbose_name': '面商',
                'verbose_name_plural': '面商',
                'indexes': [models.Index(fields=['county', 'handling'], name='consultation_of')],
            },
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(fields=['county', '-created_at', 'id'], name='suggestion_newest'),
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(fields=['county', 'office', 'state', '-created_at'], name='suggestion_of_office'),
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(fields=['county', 'proposer', '-created_at'], name='suggestion_of_deputy'),
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(condition=models.Q(('published_on__isnull', False)), fields=['county', '-published_on', 'id'], name='suggestion_published'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.UniqueConstraint(condition=models.Q(('number_text', ''), _negated=True), fields=('county', 'congress', 'number_text'), name='suggestion_number'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['assigned', 'replied', 'rated', 'closed', 'archived']), _negated=True), models.Q(('assigned_on__isnull', False), ('lead_org__isnull', False)), _connector='OR'), name='suggestion_assigned_has_lead'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'returned', 'merged', 'refused', 'withdrawn']), models.Q(('number_text', ''), _negated=True), _connector='OR'), name='suggestion_registered_has_number'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('published_on__isnull', True), ('disclosure__in', ['full', 'summary']), _connector='OR'), name='suggestion_published_has_extent'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('handling_round__in', [1, 2])), name='suggestion_round'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(fields=['county', 'deputy', 'state'], name='signature_of_deputy'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('county', 'parent', 'deputy'), name='signature_once'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['signed', 'paper']), _negated=True), ('signed_at__isnull', False), _connector='OR'), name='signature_has_time'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.UniqueConstraint(fields=('county', 'parent', 'deputy', 'round'), name='rating_once'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'final'), models.Q(('process', ''), ('result', '')), _connector='XOR'), name='rating_silence_is_no_grade'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('county', 'parent'), name='publication_open_once'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by_id', 0), models.Q(('decided_by_id', models.F('proposed_by_id')), _negated=True), _connector='OR'), name='publication_second_person'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('extent', 'full'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='publication_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='origin',
            constraint=models.UniqueConstraint(fields=('county', 'suggestion', 'opinion'), name='origin_once'),
        ),
        migrations.AddIndex(
            model_name='handling',
            index=models.Index(fields=['county', 'org', 'state'], name='handling_of_unit'),
        ),
        migrations.AddConstraint(
            model_name='handling',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'returned'), _negated=True), fields=('county', 'parent', 'org', 'round'), name='handling_once'),
        ),
        migrations.AddConstraint(
            model_name='handling',
            constraint=models.UniqueConstraint(condition=models.Q(('mode', 'lead'), models.Q(('state', 'returned'), _negated=True)), fields=('county', 'parent', 'round'), name='handling_one_lead'),
        ),
        migrations.AddConstraint(
            model_name='handling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('mode', 'co'), models.Q(('paper_number', ''), _negated=True), _connector='OR'), name='handling_reply_has_number'),
        ),
        migrations.AddIndex(
            model_name='supplement',
            index=models.Index(fields=['county', 'suggestion'], name='supplement_of'),
        ),
    ]
